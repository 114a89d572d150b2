/** The main job from the first start: name a mailbox, see letters as cards, answer one, prove another, count them. */
import { expect, test, type Page } from '@playwright/test'
import {
  missingMailServer,
  startMailServer,
  type MailServer,
} from '../packages/server/src/test/mail-server.ts'
import { createOwner, ownerPassword, startProgram, type Program } from './program.ts'
import { signIn } from './screen.ts'

const missing = missingMailServer({ smtp: true })
test.skip(missing !== undefined, `needs ${missing}`)

let mail: MailServer
let program: Program

test.beforeAll(async () => {
  mail = await startMailServer({ smtp: true })
})
test.afterAll(() => mail.stop())
test.beforeEach(async () => {
  program = await startProgram()
})
test.afterEach(() => program.stop())

function letter(options: { from: string; text: string; id: string }): string {
  return [
    `From: ${options.from}`,
    'To: shop@local.test',
    `Subject: =?UTF-8?B?${Buffer.from('Вопрос о зёрнах').toString('base64')}?=`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${options.id}@example.test>`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    options.text,
    '',
  ].join('\r\n')
}

async function connectMailbox(page: Page): Promise<void> {
  await page.goto(`${program.url}/settings/channels/new?kind=email`)
  await page.getByRole('textbox', { name: /^Адрес/ }).fill('shop@local.test')
  await page.locator('input[type=password]').fill(mail.password)
  await page.getByLabel('Сервер IMAP').fill('127.0.0.1')
  await page.getByLabel('Сервер SMTP').fill('127.0.0.1')
  await page.getByRole('button', { name: /Дополнительно/ }).click()
  await page.getByLabel('Порт IMAP').fill(String(mail.imapPort))
  await page.getByLabel('Порт SMTP').fill(String(mail.smtpPort))
  await chooseSecurity(page, 'Защита IMAP')
  await chooseSecurity(page, 'Защита SMTP')
  await page.getByLabel('SMTP спрашивает пароль').uncheck()
  await page.getByRole('button', { name: /Проверить/ }).click()
  await expect(page.getByText(/Ящик открылся/)).toBeVisible()
  await page.getByRole('button', { name: /Подключить/ }).click()
}

async function chooseSecurity(page: Page, label: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: 'Без шифрования' }).click()
}

test('from the first start to a working feed', async ({ page }) => {
  await page.goto(program.url)
  await page.getByLabel('Имя и фамилия').fill('Анна Ким')
  await page.getByLabel('Компания').fill('Кофейня «Полдень»')
  await page.getByLabel(/Ваша почта/).fill('anna@polden.test')
  await page
    .getByLabel(/пароль/i)
    .first()
    .fill(ownerPassword)
  await page.getByRole('button', { name: 'Создать' }).click()
  await page
    .getByRole('button', { name: /Дальше|Пропустить/ })
    .first()
    .click()
  await page.getByText('Подключить почтовый ящик').click()
  await expect(page.getByLabel('Сервер IMAP')).toBeVisible()
  await connectMailbox(page)
  await mail.deliver(
    'shop@local.test',
    letter({ from: '"Ольга Серова" <first@local.test>', text: 'Есть ли кения в зёрнах?', id: 'first-run' }),
  )
  await page.goto(`${program.url}/feed`)
  await expect(page.getByText('Есть ли кения в зёрнах?').first()).toBeVisible()
})

test('a letter becomes a card without a reload, is claimed, answered into the thread, and grey; the report counts it', async ({
  page,
}) => {
  const owner = await createOwner(program)
  await signIn(page, program, owner.email)
  await connectMailbox(page)
  await page.goto(`${program.url}/feed`)
  await expect(page.getByRole('heading', { name: 'Лента' })).toBeVisible()
  await mail.deliver(
    'shop@local.test',
    letter({
      from: '"Игорь Ван" <igor@local.test>',
      text: 'Сколько стоит доставка в Казань?',
      id: 'question',
    }),
  )
  const row = page.getByRole('row').filter({ hasText: 'Сколько стоит доставка в Казань?' })
  await expect(row).toBeVisible({ timeout: 30_000 })
  await row.getByRole('button', { name: 'Взять' }).click()
  await expect(row.getByText('Вы', { exact: true }).or(row.getByText('Анна Ким')).first()).toBeVisible()
  await row.getByRole('button', { name: /Ответить/ }).click()
  await expect(page.getByText('Кому: Игорь Ван')).toBeVisible()
  await page.getByLabel('Текст ответа').fill('Пятьсот рублей, завтра будет у вас.')
  await page.getByRole('button', { name: 'Отправить' }).click()
  await expect(row.getByRole('button', { name: /Ответить/ })).toBeDisabled({ timeout: 30_000 })
  await expect.poll(() => mail.read('igor').length, { timeout: 30_000 }).toBe(1)
  const [answer = ''] = mail.read('igor')
  expect(answer).toContain('In-Reply-To: <question@example.test>')
  expect(answer).toContain('References: <question@example.test>')
  await page.goto(`${program.url}/report`)
  await expect(page.getByRole('heading', { name: /отчёт/i })).toBeVisible()
  await expect(page.getByText('100 %').first()).toBeVisible()
})

test('a screenshot pasted as proof makes a card of a network processed and grey', async ({ page }) => {
  const owner = await createOwner(program)
  const key = await owner.client.apiKeys.create({ name: 'Журнал', scopes: ['interests.create'] })
  await fetch(`${program.url}/api/v1/interests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key.secret}` },
    body: JSON.stringify({
      externalId: 'vk-1',
      sourceType: 'vk',
      activityClass: 'social',
      action: 'comment',
      sourceUrl: 'https://vk.com/wall-1_2?reply=3',
      author: { name: 'Дарья Мельник', network: 'vk', externalId: 'id7' },
      text: 'А есть без кофеина?',
      isPublic: true,
    }),
  })
  await signIn(page, program, owner.email)
  const row = page.getByRole('row').filter({ hasText: 'А есть без кофеина?' })
  await expect(row).toBeVisible()
  await row.getByText('А есть без кофеина?').click()
  await expect(page.getByText('Скриншот ответа').first()).toBeVisible()
  await pastePicture(page)
  await expect(
    row
      .getByRole('img', { name: /снимок|подтверждение|screenshot|image/i })
      .or(row.locator('img[src*="/files/"]'))
      .first(),
  ).toBeVisible()
  const card = (await owner.client.interests.list({})).items[0]
  expect(card).toMatchObject({ processed: { way: 'proof' }, reply: { enabled: false } })
})

/** Ctrl+V of a picture that lies in the clipboard. */
async function pastePicture(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 120
    canvas.height = 80
    const pen = canvas.getContext('2d')
    pen?.fillRect(10, 10, 60, 40)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const clipboardData = new DataTransfer()
    if (blob) clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }))
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
}
