/** Networks connected by the screen against servers of their own kind; comments answered under themselves. */
import { expect, test, type Page } from '@playwright/test'
import { MaxPlace, OkPlace, TelegramPlace, VkPlace } from './networks.ts'
import { createOwner, startProgram, type Owner, type Program } from './program.ts'
import { signIn } from './screen.ts'

let program: Program
let owner: Owner
let telegram: TelegramPlace
let vk: VkPlace
let max: MaxPlace
let ok: OkPlace

const anna = { id: 777, first: 'Анна', last: 'Иванова', username: 'anna' }

test.beforeAll(async () => {
  ;[program, telegram, vk, max, ok] = await Promise.all([
    startProgram(),
    TelegramPlace.open(),
    VkPlace.open(),
    MaxPlace.open(),
    OkPlace.open(),
  ])
  owner = await createOwner(program)
})
test.afterAll(async () => {
  await program.stop()
  await Promise.all([telegram, vk, max, ok].map(({ fake }) => fake.close()))
})

/** The form of a network; the address of its server stands among what is rarely needed. */
async function connect(
  page: Page,
  kind: string,
  { fields, apiUrl }: { fields: Record<string, string>; apiUrl: [label: string, value: string] },
): Promise<void> {
  await page.goto(`${program.url}/settings/channels/new?kind=${kind}`)
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
  await page.getByText('Дополнительно').click()
  await page.getByLabel(apiUrl[0]).fill(apiUrl[1])
  await page.getByRole('button', { name: 'Проверить связь' }).click()
  await expect(page.locator('[role=status][data-tone=green]')).toBeVisible()
  await page.getByRole('button', { name: 'Подключить', exact: true }).click()
  // The page of the channel begins at its top, not at the tabs of its events.
  await expect(page.getByRole('tab', { name: /Непрочитанные/ })).toBeAttached()
  await expect(page.getByText('работает').first()).toBeInViewport()
}

const networks = [
  {
    name: 'Telegram',
    connect: (page: Page) =>
      connect(page, 'telegram', {
        fields: { 'Токен бота': telegram.fake.world.token, 'Каналы и группы': '@polden' },
        apiUrl: ['Адрес сервера Bot API', telegram.fake.url],
      }),
    comment: (text: string) => telegram.comment(anna, text),
    /** Ids of the comments that were answered with these words. */
    answered: (text: string): unknown[] =>
      [...telegram.fake.world.messages.values()]
        .filter((message) => message.text === text)
        .map(({ params }) => Object(params?.['reply_parameters']).message_id),
  },
  {
    name: 'VK',
    connect: async (page: Page) => {
      await connect(page, 'vk', {
        fields: { 'Ключ доступа сообщества': vk.fake.world.keys.community },
        apiUrl: ['Адрес API', vk.fake.url],
      })
      // VK keeps nothing for those who have not begun to listen.
      await expect.poll(() => vk.fake.polls).toBeGreaterThan(0)
    },
    comment: (text: string) => vk.comment(anna, text),
    answered: (text: string): unknown[] =>
      vk.fake
        .paramsOf('wall.createComment')
        .filter(({ message }) => message?.includes(text))
        .map((params) => Number(params['reply_to_comment'])),
  },
  {
    name: 'MAX',
    connect: (page: Page) =>
      connect(page, 'max', {
        fields: { 'Токен бота': max.fake.world.token },
        apiUrl: ['Адрес Bot API', max.fake.url],
      }),
    comment: (text: string) => max.comment(anna, text),
    answered: (text: string): unknown[] =>
      max.fake
        .callsOf('POST /messages/mid.post/comments')
        .filter(({ body }) => Object(body).text === text)
        .map(({ body }) => Object(Object(body).link).mid),
  },
  {
    name: 'OK',
    connect: (page: Page) =>
      connect(page, 'ok', {
        fields: {
          'Ключ доступа группы': OkPlace.keys.groupToken,
          'Публичный ключ приложения': OkPlace.keys.applicationKey,
          'Секретный ключ приложения': OkPlace.keys.applicationSecret,
          'Ключ доступа администратора': OkPlace.keys.accessToken,
        },
        apiUrl: ['Адрес API Одноклассников', ok.fake.url],
      }),
    comment: (text: string) => ok.comment(anna, text),
    answered: (text: string): unknown[] =>
      ok.comments.filter((comment) => comment.text === text).map((comment) => comment.reply_to_comment_id),
  },
]

for (const network of networks)
  test(`${network.name} is connected by the screen; a comment comes, is answered under itself, and is grey`, async ({
    page,
  }) => {
    await signIn(page, program, owner.email)
    await network.connect(page)
    await page.goto(`${program.url}/feed`)
    await expect(page.getByRole('heading', { name: 'Лента' })).toBeVisible()
    const question = `Сколько стоит 250 г? ${network.name}`
    const comment = network.comment(question)
    const row = page.getByRole('row').filter({ hasText: question })
    await expect(row).toBeVisible()
    await row.getByRole('button', { name: 'Взять' }).click()
    await row.getByRole('button', { name: /Ответить/ }).click()
    const answer = `Девятьсот рублей (${network.name})`
    await page.getByLabel('Текст ответа').fill(answer)
    await page.getByRole('button', { name: 'Отправить' }).click()
    await expect(row.getByRole('button', { name: /Ответить/ })).toBeDisabled()
    expect(network.answered(answer)).toEqual([comment])
  })

test('connecting says where a network is limited, since when and who says so', async ({ page }) => {
  await signIn(page, program, owner.email)
  await page.goto(`${program.url}/settings/channels/new`)
  const telegramCard = page.getByRole('link', { name: /^Телеграм|^Telegram/ })
  await expect(telegramCard).toContainText('Ограничение: Россия')
  await expect(page.getByText('Ограничение: Россия')).toHaveCount(1)
  await telegramCard.click()
  const russia = page.getByRole('note')
  await expect(russia).toContainText('с 10 февр. 2026 г.')
  await expect(russia.getByRole('link', { name: 'Источник: xakep.ru' })).toHaveAttribute('href', /^https:/)
  await expect(page.getByText('Aitu')).toBeHidden()
  await page.getByRole('button', { name: 'Другие страны' }).click()
  await expect(page.getByRole('region', { name: 'Казахстан' })).toContainText('Aitu')
})
