/** Posts from the page of a channel: at once, planned, changed, taken back; read by everybody, on a phone and in the dark. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { TelegramPlace, VkPlace } from './networks.ts'
import { createOwner, startProgram, type Owner, type Program } from './program.ts'
import { signIn } from './screen.ts'

let program: Program
let owner: Owner
let telegram: TelegramPlace
let vk: VkPlace

test.beforeAll(async () => {
  ;[program, telegram, vk] = await Promise.all([startProgram(), TelegramPlace.open(), VkPlace.open()])
  owner = await createOwner(program)
})
test.afterAll(async () => {
  await program.stop()
  await Promise.all([telegram, vk].map(({ fake }) => fake.close()))
})

async function connect(kind: string, values: Record<string, string>): Promise<string> {
  const { channels } = owner.client
  const { id } = await channels.create({ kind, name: 'Кофейня', values })
  await expect.poll(async () => (await channels.get({ id })).inspection).not.toBeNull()
  return `${program.url}/settings/channels/${id}`
}

const connectVk = (keys: object = { userToken: vk.fake.world.keys.user }) =>
  connect('vk', { token: vk.fake.world.keys.community, apiUrl: vk.fake.url, ...keys })

const posts = (page: Page) => page.getByRole('list', { name: 'Посты' }).getByRole('listitem')

/** Not the words of a refusal, which end alike. */
const published = (page: Page) => posts(page).first().getByText('опубликован', { exact: true })

/** Tomorrow and later, on the wall of the workspace. */
const dayAhead = (days: number): string =>
  new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Moscow' }).format(Date.now() + days * 86_400_000)

test('a post to VK comes out at once with its link; a planned one goes to the schedule of VK', async ({
  page,
}) => {
  await signIn(page, program, owner.email)
  await page.goto(await connectVk())
  await expect(page.getByText('Отсюда ещё ничего не публиковали')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Опубликовать' })).toBeDisabled()
  await page.getByLabel('Текст поста').fill('Новая обжарка')
  await expect(page.getByText('Знаков: 13 из 15895')).toBeVisible()
  // What was typed outlives a reload.
  await page.reload()
  await expect(page.getByLabel('Текст поста')).toHaveValue('Новая обжарка')
  await page.getByRole('button', { name: 'Опубликовать' }).click()
  await expect(published(page)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Открыть пост' })).toHaveAttribute(
    'href',
    /^https:\/\/vk\.com\/wall-9_\d+$/,
  )
  await expect(page.getByLabel('Текст поста')).toHaveValue('')
  await page.getByLabel('Текст поста').fill('Завтра дегустация')
  await page.getByText('В назначенное время', { exact: true }).click()
  await expect(page.getByText('даже если Отклик выключен')).toBeVisible()
  await page.getByLabel('Дата и время').fill(`${dayAhead(2)}T12:30`)
  await page.getByRole('button', { name: 'Запланировать' }).click()
  await expect(posts(page).first()).toContainText('в расписании сети')
  await expect(posts(page).first().getByRole('button')).toHaveCount(0)
  const at = Math.floor(Date.parse(`${dayAhead(2)}T12:30:00+03:00`) / 1000)
  expect(vk.fake.paramsOf('wall.post').at(-1)).toMatchObject({ publish_date: String(at) })
})

test('what VK refuses says why, is corrected and published by a press', async ({ page }) => {
  await signIn(page, program, owner.email)
  await page.goto(await connectVk())
  const more = { redirect_uri: 'https://id.vk.ru/not_robot_captcha' }
  vk.fake.fail('wall.post', { kind: 'refuse', code: 14, more })
  await page.getByLabel('Текст поста').fill('Скидки!!!')
  await page.getByRole('button', { name: 'Опубликовать' }).click()
  await expect(page.getByRole('link', { name: 'https://id.vk.ru/not_robot_captcha' })).toBeVisible()
  await posts(page).first().getByRole('button', { name: 'Изменить' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Текст поста').fill('Скидки на дрип')
  await form.getByRole('button', { name: 'Сохранить' }).click()
  await posts(page).first().getByRole('button', { name: 'Повторить' }).click()
  await expect(published(page)).toBeVisible()
  expect(vk.fake.paramsOf('wall.post').at(-1)).toMatchObject({ message: 'Скидки на дрип' })
})

test('without an administrator’s key the page says which key is missing, and offers no field', async ({
  page,
}) => {
  await signIn(page, program, owner.email)
  await page.goto(await connectVk({}))
  await expect(page.getByText('ключ администратора с доступом к стене').first()).toBeVisible()
  await expect(page.getByLabel('Текст поста')).toHaveCount(0)
})

test('a post planned in Telegram waits here, is taken back, and its text can be put back', async ({
  page,
}) => {
  await signIn(page, program, owner.email)
  const values = { token: telegram.fake.world.token, apiUrl: telegram.fake.url, chats: '@polden' }
  await page.goto(await connect('telegram', values))
  await page.getByLabel('Текст поста').fill('Открытие в субботу')
  await page.getByText('В назначенное время', { exact: true }).click()
  await expect(page.getByText('Пост подождёт здесь')).toBeVisible()
  await page.getByLabel('Дата и время').fill('2020-01-01T10:00')
  await expect(page.getByText('Это время прошло')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Запланировать' })).toBeDisabled()
  await page.getByLabel('Дата и время').fill(`${dayAhead(3)}T09:00`)
  await page.getByRole('button', { name: 'Запланировать' }).click()
  await expect(posts(page).first()).toContainText('ждёт своего времени')
  await posts(page).first().getByRole('button', { name: 'Отменить' }).click()
  await expect(posts(page).first()).toContainText('отменён')
  await page.getByRole('button', { name: 'Вернуть текст в поле' }).click()
  await expect(page.getByLabel('Текст поста')).toHaveValue('Открытие в субботу')
  await page.getByText('Сейчас', { exact: true }).click()
  await page.getByRole('button', { name: 'Опубликовать' }).click()
  await expect(published(page)).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`the part of posts has nothing axe can find on a phone, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({
      locale: 'ru-RU',
      timezoneId: 'Europe/Moscow',
      colorScheme,
      viewport: { width: 390, height: 844 },
    })
    const page = await context.newPage()
    await signIn(page, program, owner.email)
    const address = await connectVk()
    const id = address.split('/').at(-1) ?? ''
    const write = (text: string) =>
      owner.client.posts.create({ id, postId: crypto.randomUUID(), text, publishAt: null })
    await write('Новая обжарка')
    vk.fake.fail('wall.post', { kind: 'refuse', code: 214 })
    await write('Оченьдлинноеслово'.repeat(20))
    await page.goto(address)
    await expect(posts(page)).toHaveCount(2)
    await page.getByText('В назначенное время', { exact: true }).click()
    await expect(page.getByLabel('Дата и время')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(
      violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join()}`),
    ).toEqual([])
    const { scroll, width } = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      width: document.documentElement.clientWidth,
    }))
    expect(scroll).toBeLessThanOrEqual(width)
    await context.close()
  })
