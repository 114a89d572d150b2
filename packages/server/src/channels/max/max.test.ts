/** MAX through the whole program: pushed, repeated, turned round, cut inside letters. */
import { describe, expect, it } from 'vitest'
import { useHarness, type TestWorkspace } from '../../test/harness.ts'
import { channel, useMax } from '../../test/fakes/use-max.ts'

const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example' } })
const desk = useMax()

/** Upkeep, which runs after connecting, tells MAX where to push. */
async function connect(workspace: TestWorkspace) {
  const { fake } = desk()
  const made = await workspace.owner.client.channels.create({
    kind: 'max',
    name: 'Полдень',
    values: { token: fake.world.token, apiUrl: fake.url, chats: 'polden' },
  })
  await harness().drain()
  expect(fake.world.subscriptions).toMatchObject([{ url: made.hookUrl }])
  return made
}

const push = (mood: { times?: number; backwards?: boolean } = {}) =>
  desk().fake.push((url, init) => harness().request(new URL(url).pathname, init), mood)

const comment = (kind: string, text: string, timestamp: number) => ({
  update_type: kind,
  timestamp,
  message: {
    sender: { user_id: 7, first_name: 'Анна', is_bot: false, name: 'Анна И.' },
    recipient: { chat_id: channel, chat_type: 'channel', user_id: null, post_id: 'mid.post' },
    timestamp: 1764000001000,
    body: { mid: 'mid.c1', seq: 2, text },
  },
})

describe('a push', () => {
  it('with a wrong secret is answered 404 and nothing is stored', async () => {
    const workspace = await harness().newWorkspace()
    const { id } = await connect(workspace)
    const [ours] = desk().fake.world.subscriptions
    if (ours) ours.secret = 'wrong-secret'
    desk().fake.happen(comment('comment_created', 'сколько?', 1764000001000))
    expect(await push()).toEqual([404])
    expect((await workspace.owner.client.channels.events({ id })).items).toEqual([])
  })

  it('that comes many times, backwards and cut inside letters is one card with both its words', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await connect(workspace)
    desk().fake.happen(comment('comment_created', 'сколько?', 1764000001000))
    desk().fake.happen(comment('comment_edited', 'сколько стоит?', 1764000009000))
    expect(new Set(await push({ times: 5, backwards: true }))).toEqual(new Set([200]))
    await harness().drain()
    expect((await client.channels.events({ id })).items.map(({ state }) => state)).toEqual(['done', 'done'])
    const { items } = await client.interests.list({})
    expect(items).toMatchObject([{ sourceType: 'max', author: { name: 'Анна И.' } }])
    const shown = JSON.stringify(await client.interests.get({ id: items[0]?.id ?? '' }))
    expect(shown).toContain('сколько?')
    expect(shown).toContain('сколько стоит?')
  })
})
