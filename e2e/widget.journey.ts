/** A visitor on a site of another origin: consent, a talk both ways, the form outside of working hours; nothing before consent, nothing for strangers. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Cookie, type FrameLocator, type Page } from '@playwright/test'
import { createOwner, startProgram, type Owner, type Program } from './program.ts'
import { signIn } from './screen.ts'

const processingText = 'Согласен на обработку имени и телефона, чтобы мне ответили'
const visitsText = 'Согласен на запись посещённых страниц'

let program: Program
let owner: Owner
let shop: Server
/** The owner's page, and one that is not in the settings. */
let shopUrl: string
let strangeUrl: string
let key = ''
/** Of the owner's browser, so that one sign-in is enough. */
let signedIn: Cookie[] = []

test.describe.configure({ mode: 'serial' })
// Chromium without a window calls itself headless, and visits of such browsers are not counted.
test.use({ userAgent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36' })

test.beforeAll(async () => {
  program = await startProgram()
  owner = await createOwner(program)
  shop = createServer((_request, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(
      `<!doctype html><html lang="ru"><title>Лавка</title><h1>Лавка</h1><div data-otklik="review" data-product="Турка"></div><script src="${program.url}/widget.js" data-key="${key}" async></script></html>`,
    )
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const { port } = shop.address() as AddressInfo
  shopUrl = `http://127.0.0.1:${port}`
  strangeUrl = `http://localhost:${port}`
})
test.afterAll(async () => {
  shop.close()
  await program.stop()
})

async function connect(values: Record<string, string | boolean>): Promise<string> {
  const channel = await owner.client.channels.create({
    kind: 'site',
    name: 'Лавка',
    values: {
      origins: shopUrl,
      reviews: true,
      operatorName: 'ООО «Лавка»',
      operatorAddress: 'Казань',
      processingText,
      visitsText,
      ...values,
    },
  })
  return channel.hookUrl?.split('/').at(-1) ?? ''
}

function cornerOf(page: Page): FrameLocator {
  return page.frameLocator('iframe[title="Написать нам"]')
}

const cards = async () => (await owner.client.interests.list({})).items

test('the site is connected on the screen, which gives one line of code to copy', async ({
  page,
  context,
}) => {
  await signIn(page, program, owner.email)
  await page.goto(`${program.url}/settings/channels/new?kind=site`)
  for (const [label, value] of [
    ['Адреса сайта', shopUrl],
    ['Бот просит телефон', 'Оставьте телефон, и мы перезвоним'],
    ['Оператор персональных данных', 'ООО «Лавка»'],
    ['Адрес оператора', 'Казань'],
    ['Согласие на обработку', processingText],
    ['Согласие на учёт посещений', visitsText],
  ] as const)
    await page.getByLabel(label).fill(value)
  await page.getByLabel('Отзывы о товарах').check({ force: true })
  await page.getByRole('button', { name: 'Подключить' }).click()
  const code = page.getByText('<script src=')
  await expect(code).toBeVisible()
  const line = (await code.textContent()) ?? ''
  expect(line).toMatch(/^<script src="[^"]+\/widget\.js" data-key="[\w-]+" async><\/script>$/)
  signedIn = await context.cookies()
  key = /data-key="([^"]+)"/.exec(line)?.[1] ?? ''
})

test('a visitor agrees, writes and reads the answer; colleagues see the card, the page of the shop sees nothing', async ({
  page,
  context,
}) => {
  await page.goto(shopUrl)
  const corner = cornerOf(page)
  await corner.getByRole('button', { name: 'Написать нам' }).press('Enter')
  await expect(corner.getByRole('tab', { name: 'Чат' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(corner.getByRole('tab', { name: 'Сообщение' })).toBeFocused()
  await page.keyboard.press('Home')
  const box = corner.getByRole('tabpanel').getByRole('checkbox', { name: processingText })
  await expect(box).not.toBeChecked()
  const before = await context.storageState({ indexedDB: true })
  expect([before.cookies, before.origins]).toEqual([[], []])
  await corner.getByRole('tabpanel').getByRole('checkbox', { name: visitsText }).press('Space')
  await box.press('Space')
  const words = corner.getByRole('textbox', { name: 'Сообщение' })
  await expect(words).toBeFocused()
  await words.fill('Есть <b>размер</b> 42?')
  await page.keyboard.press('Enter')
  const log = corner.getByRole('log')
  await expect(log).toContainText('Есть <b>размер</b> 42?')
  await expect(log).toContainText('Оставьте телефон, и мы перезвоним')

  await expect.poll(async () => (await cards()).map(({ text }) => text)).toEqual(['Есть <b>размер</b> 42?'])
  const { conversations } = owner.client
  const id = (await conversations.list({})).items[0]?.id ?? ''
  await conversations.accept({ id })
  await conversations.send({ id, messageId: crypto.randomUUID(), text: 'Да, последняя пара' })
  await expect(log).toContainText('Да, последняя пара')
  await corner.getByRole('textbox', { name: 'Телефон' }).fill('+7 900 000-00-00')
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await cards()).map(({ text }) => text))
    .toContain('+7 900 000-00-00. Вопрос: «Есть <b>размер</b> 42?»')

  expect(
    await page.evaluate(() =>
      [...document.querySelectorAll('iframe')].map((frame) => {
        try {
          return [frame.contentDocument, frame.contentWindow?.document.title ?? '']
        } catch (error) {
          return [null, String(error).includes('cross-origin')]
        }
      }),
    ),
  ).toEqual([
    [null, true],
    [null, true],
  ])
  await page.goto(`${shopUrl}/p/42?utm_source=vk`)
  await corner.getByRole('button', { name: 'Написать нам' }).click()
  await expect(log).toContainText('Да, последняя пара')
  await expect(corner.getByRole('textbox', { name: 'Телефон' })).toHaveCount(0)
  const [card] = await cards()
  const visits = async () =>
    (await owner.client.contacts.panel({ id: card?.author?.contactId ?? '' })).visits.map(({ url, utm }) => [
      url,
      utm,
    ])
  await expect.poll(visits).toContainEqual([`${shopUrl}/p/42?utm_source=vk`, { source: 'vk' }])
  expect(await problemsOf(page, 'Написать нам')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(corner.getByRole('button', { name: 'Написать нам' })).toBeFocused()

  await context.addCookies(signedIn)
  await page.goto(`${program.url}/feed`)
  // The talk and the call that was asked for.
  await expect(page.getByRole('row').filter({ hasText: 'Есть <b>размер</b> 42?' })).toHaveCount(2)
  // Not by the title of the page it was written on: that names the shop.
  await page.goto(`${program.url}/conversations`)
  await expect(page.getByText(/^Посетитель сайта \d{4}$/).first()).toBeVisible()
})

async function problemsOf(page: Page, frame: string) {
  const { violations } = await new AxeBuilder({ page }).include(`iframe[title="${frame}"]`).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

test('a review of the product is left in the page itself', async ({ page }) => {
  await page.goto(shopUrl)
  const block = page.frameLocator('iframe[title="Отзыв"]')
  await expect(block.getByRole('button', { name: 'Отправить' })).toBeDisabled()
  await block.getByRole('checkbox', { name: processingText }).click()
  await block.getByRole('radio', { name: '5 ★' }).check()
  await block.getByRole('textbox', { name: 'Сообщение' }).fill('Отличная турка')
  expect(await problemsOf(page, 'Отзыв')).toEqual([])
  await block.getByRole('button', { name: 'Отправить' }).click()
  await expect(block.getByRole('status')).toContainText('Спасибо')
  await expect
    .poll(async () => (await cards()).map(({ text, rating }) => [text, rating]))
    .toContainEqual(['Отличная турка', 5])
})

test('outside of working hours the contact is asked for, and a strange page shows nothing', async ({
  page,
}) => {
  // A quarter of an hour that is not now, in the zone of the workspace.
  const later = new Date(Date.now() + 12 * 3_600_000)
  const time = (date: Date) =>
    date.toLocaleTimeString('en-GB', { timeZone: 'Europe/Moscow', hour: '2-digit', minute: '2-digit' })
  key = await connect({ workFrom: time(later), workTo: time(new Date(later.getTime() + 900_000)) })
  await page.goto(shopUrl)
  const corner = cornerOf(page)
  await corner.getByRole('button', { name: 'Написать нам' }).click()
  await expect(corner.getByText('Сейчас мы не на связи')).toBeVisible()
  await corner.getByRole('textbox', { name: 'Телефон' }).fill('+7 900 000-00-00')
  await corner.getByRole('textbox', { name: 'Сообщение' }).fill('Когда откроетесь?')
  await corner.getByRole('tabpanel').getByRole('checkbox', { name: processingText }).click()
  expect(await problemsOf(page, 'Написать нам')).toEqual([])
  await corner.getByRole('button', { name: 'Отправить' }).click()
  await expect(corner.getByRole('status')).toContainText('Спасибо')
  await expect.poll(async () => (await cards()).map(({ text }) => text)).toContain('Когда откроетесь?')

  const refused = page.waitForEvent('console', (line) => line.text().includes('frame-ancestors'))
  await page.goto(strangeUrl)
  await refused
  await expect(cornerOf(page).getByRole('button')).toHaveCount(0)
})
