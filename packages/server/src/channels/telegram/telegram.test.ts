/** Telegram through the whole program: pushed or fetched, once, in whatever order, as cards people see. */
import { describe, expect, it } from 'vitest'
import { useHarness, type TestWorkspace } from '../../test/harness.ts'
import { anna, channel, comment, discussion, post, useTelegram } from '../../test/fakes/use-telegram.ts'

const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example' } })
const desk = useTelegram()

/** Upkeep, which runs after connecting, tells Telegram where to push. */
async function connect(workspace: TestWorkspace) {
  const { fake } = desk()
  const made = await workspace.owner.client.channels.create({
    kind: 'telegram',
    name: 'Полдень',
    values: { token: fake.world.token, apiUrl: fake.url, chats: '@polden' },
  })
  await harness().drain()
  expect(fake.world.webhook.url).toBe(made.hookUrl)
  return made
}

const push = (mood: { times?: number; backwards?: boolean } = {}) =>
  desk().fake.push((url, init) => harness().request(new URL(url).pathname, init), mood)

const from = { id: anna, is_bot: false, first_name: 'Анна', username: 'anna' }
const group = { id: discussion, type: 'supergroup', title: 'Полдень: обсуждение' }
const shop = { id: channel, type: 'channel', title: 'Полдень', username: 'polden' }
const copy = {
  message_id: post,
  date: 1764000001,
  chat: group,
  sender_chat: shop,
  is_automatic_forward: true,
  forward_origin: { type: 'channel', chat: shop, message_id: 900, date: 1764000000 },
  text: 'Новая обжарка',
}

const say = (text: string, more: object = {}) => ({
  message_id: comment,
  message_thread_id: post,
  date: 1764000050,
  from,
  chat: group,
  text,
  reply_to_message: { message_id: 40, date: 1764000040, chat: group, text: 'другой комментарий' },
  ...more,
})

describe('a push', () => {
  it('with a wrong secret is answered 404 and nothing is stored', async () => {
    const workspace = await harness().newWorkspace()
    const { id } = await connect(workspace)
    desk().fake.world.webhook.secret = 'wrong'
    desk().fake.happen('message', say('сколько?'))
    expect(await push()).toEqual([404])
    expect(desk().fake.waiting).toBe(1)
    expect((await workspace.owner.client.channels.events({ id })).items).toEqual([])
  })

  it('that comes fifty times, backwards, is one card with its post and both its words', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await connect(workspace)
    desk().fake.happen('message', copy)
    desk().fake.happen('message', say('сколько?'))
    desk().fake.happen('edited_message', say('сколько стоит?', { edit_date: 1764000070 }))
    expect(new Set(await push({ times: 17, backwards: true }))).toEqual(new Set([200]))
    await harness().drain()
    expect((await client.channels.events({ id })).items.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
    ])
    const { items } = await client.interests.list({})
    expect(items).toMatchObject([
      { text: 'сколько стоит?', sourceType: 'telegram', author: { name: 'Анна' } },
    ])
    const shown = JSON.stringify(await client.interests.get({ id: items[0]?.id ?? '' }))
    expect(shown).toContain('сколько?')
    expect(shown).toContain('https://t.me/polden/900')
  })

  it('of a like is a person on one card, and taken back leaves it', async () => {
    const workspace = await harness().newWorkspace()
    await connect(workspace)
    const like = (id: number, emoji: string[], before: string[] = []) => ({
      chat: group,
      message_id: post,
      user: { ...from, id },
      date: 1764000060 + before.length,
      old_reaction: before.map((one) => ({ type: 'emoji', emoji: one })),
      new_reaction: emoji.map((one) => ({ type: 'emoji', emoji: one })),
    })
    desk().fake.happen('message_reaction', like(anna, ['👍']))
    desk().fake.happen('message_reaction', like(778, ['🔥']))
    await push()
    // Both are on the card: left by everybody it would be done, and the next like another card.
    await harness().drain()
    desk().fake.happen('message_reaction', like(anna, [], ['👍']))
    await push()
    await harness().drain()
    const { items } = await workspace.owner.client.interests.list({})
    expect(items).toMatchObject([{ action: 'like', people: 1 }])
  })
})

it('an answer from the card stands under the comment', async () => {
  const workspace = await harness().newWorkspace()
  const { client } = workspace.owner
  await connect(workspace)
  desk().fake.happen('message', say('сколько?'))
  await push()
  await harness().drain()
  const [card] = (await client.interests.list({})).items
  await client.interests.claim({ id: card?.id ?? '' })
  await client.interests.answer({ id: card?.id ?? '', answerId: crypto.randomUUID(), text: '900 ₽' })
  await harness().drain()
  const sent = [...desk().fake.world.messages.values()].find(({ text }) => text === '900 ₽')
  expect(sent).toMatchObject({ chatId: discussion, params: { reply_parameters: { message_id: comment } } })
  expect((await client.interests.answers({ id: card?.id ?? '' })).items).toMatchObject([{ state: 'sent' }])
})

it('a channel that fetches takes the webhook back and reads what waits', async () => {
  const workspace = await harness().newWorkspace()
  const { client } = workspace.owner
  const { id } = await connect(workspace)
  desk().fake.happen('message', say('сколько?'))
  await client.channels.update({
    id,
    values: { token: desk().fake.world.token, apiUrl: desk().fake.url, delivery: 'poll' },
  })
  for (let i = 0; i < 200 && (await client.interests.list({})).items.length === 0; i++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  expect((await client.interests.list({})).items).toMatchObject([{ text: 'сколько?' }])
  expect(JSON.stringify(await client.channels.get({ id }))).not.toContain('fake-token')
})
