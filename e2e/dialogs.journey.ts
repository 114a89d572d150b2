/** A day of dialogs: accepted, answered with a template and a file, noted for colleagues. */
import { expect, test } from '@playwright/test'
import { TelegramPlace, VkPlace } from './networks.ts'
import { createOwner, startProgram, type Owner, type Program } from './program.ts'
import { signIn } from './screen.ts'

let program: Program
let owner: Owner
let telegram: TelegramPlace
let vk: VkPlace

const anna = { id: 777, first: 'Анна', last: 'Иванова', username: 'anna' }
const peter = { id: 778, first: 'Пётр', last: 'Сидоров' }

test.beforeAll(async () => {
  ;[program, telegram, vk] = await Promise.all([startProgram(), TelegramPlace.open(), VkPlace.open()])
  owner = await createOwner(program)
  await owner.client.channels.create({
    kind: 'telegram',
    name: 'Бот «Полдень»',
    values: { token: telegram.fake.world.token, apiUrl: telegram.fake.url },
  })
  await owner.client.channels.create({
    kind: 'vk',
    name: 'Кофейня ВКонтакте',
    values: { token: vk.fake.world.keys.community, apiUrl: vk.fake.url },
  })
  // What was said before anybody listened is the past.
  await expect.poll(() => telegram.fake.calls.some(({ method }) => method === 'getUpdates')).toBe(true)
  await expect
    .poll(() => vk.fake.calls.some(({ method }) => method === 'groups.getLongPollServer'))
    .toBe(true)
})
test.afterAll(async () => {
  await program.stop()
  await Promise.all([telegram, vk].map(({ fake }) => fake.close()))
})

test('a private message is accepted, answered with a template in two clicks and with a file, and its ticks change', async ({
  page,
}) => {
  await owner.client.templates.create({
    name: 'Доставка по России',
    shortcut: 'доставка',
    text: 'Здравствуйте, {имя}! Доставим за 2–4 дня.',
    shared: true,
  })
  await signIn(page, program, owner.email)
  await page.goto(`${program.url}/conversations`)
  await expect(page.getByRole('heading', { name: 'Диалоги' })).toBeVisible()
  vk.write(peter, 'Сколько идёт доставка в Казань?')
  await page.getByText('Сколько идёт доставка в Казань?').first().click()
  await page.getByRole('button', { name: 'Принять диалог' }).click()
  await page.getByRole('button', { name: 'Шаблоны' }).click()
  await page.getByRole('option', { name: /Доставка по России/ }).click()
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  const talk = page.getByRole('group', { name: 'Переписка и ответ' })
  const ours = talk.getByRole('article').filter({ hasText: 'Доставим за 2–4 дня.' })
  await expect(ours.getByText('отправлено')).toBeVisible()
  const [sent] = [...vk.fake.world.sent.values()]
  expect(sent?.params['message']).toMatch(/^Здравствуйте, \p{Lu}\p{Ll}+! Доставим за 2–4 дня\.$/u)
  vk.read(peter, sent?.cmid ?? 0)
  await expect(ours.getByText('прочитано')).toBeVisible()
  await page.getByLabel('Файлы к ответу').setInputFiles({
    name: 'прайс.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4 price'),
  })
  await expect(talk.getByText('прайс.pdf')).toBeVisible()
  await page.getByRole('button', { name: 'Отправить', exact: true }).click()
  await expect.poll(() => vk.fake.world.kept.map(({ bytes }) => bytes.toString())).toEqual(['%PDF-1.4 price'])
  // The card of the dialog is answered with it.
  const cards = async () => (await owner.client.interests.list({ q: 'доставка Казань' })).items
  await expect.poll(async () => (await cards()).map(({ processed }) => processed?.way)).toEqual(['answer'])
})

test('a note calls a colleague and never leaves the house', async ({ page }) => {
  telegram.write(anna, 'Можно вернуть кофемолку?')
  await signIn(page, program, owner.email)
  await page.goto(`${program.url}/conversations`)
  await page.getByText('Можно вернуть кофемолку?').first().click()
  await page.getByText('Заметка', { exact: true }).click()
  await page
    .getByLabel(/заметк/i)
    .last()
    .fill('Постоянный покупатель')
  await page.getByRole('button', { name: 'Записать' }).click()
  await expect(page.getByRole('article').filter({ hasText: 'Постоянный покупатель' })).toBeVisible()
  expect(JSON.stringify(telegram.fake.calls)).not.toContain('Постоянный')
})
