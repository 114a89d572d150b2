/** Work in the feed: cases, a mass decision by keys, a dropped proof, the palette before it has loaded, a thumb on a phone. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { createOwner, startProgram, type Owner, type Program } from './program.ts'
import { pressRussian, signIn } from './screen.ts'
import { createSender, type Sender } from './seed.ts'

let program: Program
let owner: Owner
let send: Sender

test.beforeAll(async () => {
  program = await startProgram()
  owner = await createOwner(program)
  send = await createSender(program, owner)
})
test.afterAll(() => program.stop())

const rowOf = (page: Page, text: string): Locator => page.getByRole('row').filter({ hasText: text })
const found = async (q: string) => (await owner.client.interests.list({ q })).items

test('cards on one matter are joined and parted, and both can be taken back', async ({ page }) => {
  await send({ text: 'Посылка потерялась', author: 'Ольга', ago: 1 })
  await send({ text: 'Муж пишет: посылка потерялась', author: 'Пётр', ago: 2 })
  await signIn(page, program, owner.email)
  const inCase = page.getByRole('img', { name: 'Одно обращение с другими карточками' })
  const join = async () => {
    for (const text of ['Посылка потерялась', 'Муж пишет'])
      await rowOf(page, text).getByRole('checkbox').first().check()
    await page.getByRole('button', { name: 'Ещё действия' }).click()
    await page.getByRole('menuitem', { name: 'Объединить в одно обращение' }).click()
    await expect(inCase).toHaveCount(2)
  }
  const takeBack = () =>
    page
      .getByRole('button', { name: /Отменить/ })
      .first()
      .click()
  await join()
  await takeBack()
  await expect(inCase).toHaveCount(0)
  await join()
  await rowOf(page, 'Муж пишет').getByText('Муж пишет').click()
  await expect(page.getByText('Одно обращение: ещё 1 карточка')).toBeVisible()
  await page.getByRole('button', { name: 'Отделить эту' }).click()
  await expect(page.getByText('Одно обращение: ещё 1 карточка')).toHaveCount(0)
  await expect(inCase).toHaveCount(0)
  await expect(page.getByText('Карточка отделена')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText('Одно обращение: ещё 1 карточка')).toBeVisible()
  await expect(inCase).toHaveCount(2)
})

test('three cards are closed at once by keys on a Russian layout, and Ctrl+Z opens them again', async ({
  page,
}) => {
  for (const [place, text] of ['Первая пачка', 'Вторая пачка', 'Третья пачка'].entries())
    await send({ text, ago: place })
  await signIn(page, program, owner.email)
  await page.goto(`${program.url}/feed?q=${encodeURIComponent('пачка')}`)
  await expect(rowOf(page, 'Третья пачка')).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(4)
  for (let card = 0; card < 3; card++) {
    await pressRussian(page, 'KeyJ')
    await pressRussian(page, 'KeyX')
  }
  await expect(page.getByText('Отмечено 3')).toBeVisible()
  await page.keyboard.press('Shift+KeyE')
  await expect(page.getByRole('button', { name: 'Благодарность' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Изменено 3 карточки')).toBeVisible()
  const closed = async () => (await found('пачка')).filter(({ processed }) => processed !== null).length
  expect(await closed()).toBe(3)
  await page.keyboard.press('Control+z')
  await expect.poll(closed).toBe(0)
  await expect(rowOf(page, 'Первая пачка').getByRole('button', { name: 'Ответить' })).toBeEnabled()
})

test('a picture dropped on the card is the proof: a thumbnail in the row, the reply grey', async ({
  page,
}) => {
  await send({ text: 'Перетащите мне ответ' })
  await signIn(page, program, owner.email)
  const row = rowOf(page, 'Перетащите мне ответ')
  await row.getByText('Перетащите мне ответ').click()
  const zone = page.getByRole('button', { name: /Скриншот ответа/ })
  await expect(zone).toBeVisible()
  const dataTransfer = await page.evaluateHandle(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 160
    canvas.height = 90
    canvas.getContext('2d')?.fillRect(10, 10, 90, 50)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const carried = new DataTransfer()
    if (blob) carried.items.add(new File([blob], 'ответ.png', { type: 'image/png' }))
    return carried
  })
  await zone.dispatchEvent('dragover', { dataTransfer })
  await zone.dispatchEvent('drop', { dataTransfer })
  const thumbnail = row.getByRole('button', { name: /Подтверждение/ }).locator('img')
  await expect(thumbnail).toBeVisible()
  await expect
    .poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await expect(row.getByRole('button', { name: 'Ответить' })).toBeDisabled()
})

test('letters typed before the palette has loaded are all in it, and none of them acts on the list', async ({
  browser,
}) => {
  await send({ text: 'Меня не трогать' })
  const context = await browser.newContext({ serviceWorkers: 'block', locale: 'ru-RU' })
  const page = await context.newPage()
  await signIn(page, program, owner.email)
  await page.route('**/assets/CommandPalette-*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.continue()
  })
  await page.goto(`${program.url}/feed`)
  await expect(rowOf(page, 'Меня не трогать')).toBeVisible()
  await pressRussian(page, 'KeyJ')
  await page.keyboard.press('Control+k')
  // A takes a card, E closes it, X marks it: here they are letters.
  await page.keyboard.type('area x')
  const field = page.getByRole('dialog').getByRole('textbox')
  await expect(field).toHaveValue('area x')
  await expect(field).toBeFocused()
  await page.keyboard.type('yz')
  await expect(field).toHaveValue('area xyz')
  const [card] = await found('трогать')
  expect(card).toMatchObject({ responsible: null, processed: null })
  await expect(page.getByRole('toolbar', { name: 'Отмеченные карточки' })).toHaveCount(0)
  await context.close()
})

test('on a phone a card is taken by a swipe to the right and closed by a swipe to the left', async ({
  browser,
}) => {
  await send({ text: 'Под большим пальцем' })
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: 'ru-RU',
  })
  const page = await context.newPage()
  await signIn(page, program, owner.email)
  await page.goto(`${program.url}/feed?q=${encodeURIComponent('пальцем')}`)
  const card = page.getByRole('listitem').filter({ hasText: 'Под большим пальцем' })
  await expect(card).toBeVisible()
  const state = async () => (await found('пальцем'))[0]
  await swipe(page, card, 40)
  expect((await state())?.responsible).toBeNull()
  await swipe(page, card, 140)
  await expect.poll(async () => (await state())?.responsible?.name).toBe('Анна Ким')
  await page
    .getByRole('button', { name: /Отменить/ })
    .first()
    .click()
  await expect.poll(async () => (await state())?.responsible).toBeNull()
  await swipe(page, card, -140)
  await page.getByRole('button', { name: 'Благодарность' }).click()
  await expect.poll(async () => (await state())?.processed?.way).toBe('no_reply_needed')
  // The finger that swipes does not open the card.
  expect(new URL(page.url()).searchParams.get('card')).toBeNull()
  await context.close()
})

/** A finger put on the middle of the card and drawn aside. */
async function swipe(page: Page, card: Locator, distance: number): Promise<void> {
  const box = await card.boundingBox()
  if (!box) throw new Error('the card is not on the screen')
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y: box.y + box.height / 2 }],
    })
  const from = box.x + box.width / 2
  await touch('touchStart', from)
  for (let step = 1; step <= 8; step++) await touch('touchMove', from + (distance * step) / 8)
  await touch('touchEnd', from + distance)
  await session.detach()
}
