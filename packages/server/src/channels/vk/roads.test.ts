import { describe, expect, it, vi } from 'vitest'
import { useVk } from '../../test/fakes/use-vk.ts'
import type {
  ChannelMemory,
  FoundEvent,
  HistorySession,
  ListenSession,
  PushRequest,
  UpkeepSession,
} from '../channel.ts'
import { importVk } from './history.ts'
import { listenVk } from './listen.ts'
import { maintainVk } from './maintain.ts'
import { eventKey } from './receive.ts'
import type { VkSettings } from './settings.ts'
import { verifyPush } from './verify.ts'

const desk = useVk()
const hook = { url: 'https://otklik.example/hooks/token-of-the-channel', secret: 'S'.repeat(43) }

const push = (value: unknown, memory: ChannelMemory = {}): PushRequest => ({
  headers: new Headers(),
  body: new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)),
  query: new URLSearchParams(),
  ip: null,
  now: new Date(),
  secret: hook.secret,
  memory,
})
const known = { groupId: '9', code: 'abc123', url: hook.url }

describe('the door', () => {
  it('answers a confirmation with the code only to the right secret and the right community', () => {
    const ask = { type: 'confirmation', group_id: 9, secret: hook.secret }
    expect(verifyPush(push(ask, known))).toMatchObject({ kind: 'handshake', status: 200, body: 'abc123' })
    expect(verifyPush(push({ ...ask, secret: undefined }, known))).toEqual({ kind: 'refuse' })
    expect(verifyPush(push({ ...ask, secret: 'wrong' }, known))).toEqual({ kind: 'refuse' })
    expect(verifyPush(push({ ...ask, group_id: 8 }, known))).toEqual({ kind: 'refuse' })
    expect(verifyPush(push(ask))).toEqual({ kind: 'refuse' })
  })

  it('answers an event exactly ok, and refuses one with a wrong secret or none', () => {
    const event = { type: 'message_new', group_id: 9, event_id: 'e1', object: {}, secret: hook.secret }
    expect(verifyPush(push(event))).toEqual({
      kind: 'accept',
      answer: { body: 'ok', contentType: 'text/plain; charset=utf-8' },
    })
    expect(verifyPush(push({ ...event, secret: 'S'.repeat(42) }))).toEqual({ kind: 'refuse' })
    expect(verifyPush(push('{'))).toEqual({ kind: 'refuse' })
  })

  it('knows a repeat by the name of the event, by whatever road it came', () => {
    const event = { type: 'like_add', group_id: 9, event_id: 'e1', object: {} }
    const key = (value: object) => eventKey({ body: new TextEncoder().encode(JSON.stringify(value)) })
    expect(key({ ...event, secret: hook.secret })).toBe(key(event))
    expect(key({ ...event, event_id: 'e2' })).not.toBe(key(event))
    expect(key({ ...event, group_id: 8 })).not.toBe(key(event))
  })
})

describe('upkeep', () => {
  /** A door as the program has: it knows only what was remembered. */
  function session(more: Partial<UpkeepSession<VkSettings>> = {}): UpkeepSession<VkSettings> {
    let memory: ChannelMemory = more.memory ?? {}
    desk().fake.door = async (_url, { body }) => {
      const verdict = verifyPush(push(body, memory))
      return verdict.kind === 'handshake' ? new Response(verdict.body) : new Response('', { status: 404 })
    }
    return {
      config: desk().settings,
      io: desk().io,
      hook,
      memory,
      goal: 'connected',
      remember: async (next) => void (memory = next),
      ...more,
    }
  }

  it('tells VK the address, is confirmed at once and asks for every kind of event', async () => {
    const { memory, note } = await maintainVk(session())
    const [server] = desk().fake.world.servers
    expect(server).toMatchObject({ url: hook.url, secret_key: hook.secret, status: 'ok', title: 'Otklik' })
    expect(server?.events).toMatchObject({
      message_new: 1,
      wall_reply_new: 1,
      like_add: 1,
      board_post_delete: 1,
    })
    expect(note).toBeNull()
    expect(memory).toEqual({ groupId: '9', code: desk().fake.world.confirmationCode, url: hook.url })
    expect(JSON.stringify(memory)).not.toContain(hook.secret)
  })

  it('changes nothing where all is in order', async () => {
    const { memory } = await maintainVk(session())
    desk().fake.calls.length = 0
    expect((await maintainVk(session({ memory }))).note).toBeNull()
    expect(
      desk()
        .fake.calls.map(({ method }) => method)
        .filter((method) => /add|edit|set|delete/.test(method)),
    ).toEqual([])
  })

  it('notices an address that is gone, one that failed and kinds that were switched off', async () => {
    const { memory } = await maintainVk(session())
    const { servers } = desk().fake.world
    servers.length = 0
    expect((await maintainVk(session({ memory }))).note?.ru).toContain('пропал')
    for (const server of servers) server.status = 'failed'
    expect((await maintainVk(session({ memory }))).note?.ru).toContain('подтвердили адрес снова')
    for (const server of servers) server.events['like_add'] = 0
    expect((await maintainVk(session({ memory }))).note?.ru).toContain('не все виды')
    expect(servers).toHaveLength(1)
  })

  it('takes its address back at the end, and leaves those of other programs', async () => {
    await maintainVk(session())
    const other = {
      id: 1,
      url: 'https://other.example/',
      secret_key: '',
      title: 'Other',
      status: 'ok' as const,
      events: {},
    }
    desk().fake.world.servers.push(other)
    await maintainVk(session({ goal: 'gone' }))
    expect(desk().fake.world.servers).toEqual([other])
  })

  it('says in words that VK takes no eleventh address', async () => {
    for (let id = 1; id <= 10; id++)
      desk().fake.world.servers.push({
        id,
        url: `https://o${id}.example/`,
        secret_key: '',
        title: 'O',
        status: 'ok',
        events: {},
      })
    await expect(maintainVk(session())).rejects.toMatchObject({
      kind: 'forbidden',
      words: { ru: expect.stringContaining('10 серверов') },
    })
  })

  it('asks for no pushes where events are fetched', async () => {
    expect(await maintainVk(session({ hook: null }))).toEqual({ memory: {}, note: null })
    expect(desk().fake.world.servers).toEqual([])
  })
})

describe('fetching', () => {
  /** Runs until so many events are stored. */
  async function listenFor(count: number, cursor: Record<string, unknown> = {}) {
    const stop = new AbortController()
    const stored: FoundEvent[] = []
    const seen = { looks: 0, losses: 0 }
    const session: ListenSession<VkSettings> = {
      config: desk().settings,
      io: desk().ioUntil(AbortSignal.any([stop.signal, AbortSignal.timeout(10_000)])),
      hook: null,
      cursor: { read: async () => cursor, save: async (next) => void Object.assign(cursor, next) },
      store: async (event) => {
        stored.push(event)
        return 'stored'
      },
      // The first one is the place to listen from, asked for and written down.
      checked: async () => {
        if (++seen.looks > 1 && stored.length >= count) stop.abort()
      },
      missed: async () => void seen.losses++,
    }
    await listenVk(session)
    return { stored, cursor, losses: seen.losses }
  }

  it('switches the long poll on, stores every event and goes on from there', async () => {
    const { fake } = desk()
    fake.happen('message_new', { n: 1 })
    fake.happen('like_add', { n: 2 })
    const { stored, cursor } = await listenFor(2, { group: '9', ts: '0' })
    expect(fake.world.longPoll).toMatchObject({ enabled: true, events: { message_new: 1, like_add: 1 } })
    expect(stored.map(({ dedupKey }) => dedupKey)).toEqual(['9:event1', '9:event2'])
    expect(cursor).toEqual({ group: '9', ts: '2' })
  })

  it('writes down at once where it began', async () => {
    const { fake } = desk()
    fake.happen('message_new', { n: 1 })
    const { stored, cursor } = await listenFor(0)
    expect(stored).toEqual([])
    expect(cursor).toEqual({ group: '9', ts: '1' })
  })

  it('does not go on from a place of another community', async () => {
    const { fake } = desk()
    fake.happen('message_new', { n: 1 })
    const { stored } = await listenFor(0, { group: '8', ts: '0' })
    expect(stored).toEqual([])
  })

  it.each([{ failed: 1, ts: '0' }, { failed: 2 }, { failed: 3 }])('goes on after %o', async (failure) => {
    const { fake } = desk()
    fake.pollFailures.push(failure)
    fake.happen('message_new', { n: 1 })
    const listening = listenFor(1, { group: '9', ts: '0' })
    // What came before the new beginning is lost with it: only what happens afterwards can be seen.
    if (failure.failed === 3) {
      await vi.waitUntil(() => fake.paramsOf('groups.getLongPollServer').length === 2, { timeout: 9000 })
      fake.happen('like_add', { n: 2 })
    }
    const { stored, losses } = await listening
    expect(stored).toHaveLength(1)
    // A key that ended loses nothing.
    expect(losses).toBe(failure.failed === 2 ? 0 : 1)
  })

  it('fetches nothing where VK pushes', async () => {
    const stop = new AbortController()
    const nothing = async () => {
      throw new Error('nothing is fetched')
    }
    const listening = listenVk({
      config: desk().settings,
      io: desk().ioUntil(stop.signal),
      hook,
      cursor: { read: nothing, save: nothing },
      store: nothing,
      checked: nothing,
      missed: nothing,
    })
    stop.abort()
    await listening
    expect(desk().fake.calls).toEqual([])
  })
})

describe('the history', () => {
  async function fetchHistory(config: VkSettings, days: number | null) {
    const stored: { key: string; event: { type: string } }[] = []
    const steps: [number, number | null][] = []
    const session: HistorySession<VkSettings> = {
      config,
      io: desk().io,
      hook: null,
      days,
      cursor: { read: async () => ({}), save: async () => undefined },
      store: async ({ dedupKey, body }) => {
        stored.push({ key: dedupKey, event: JSON.parse(new TextDecoder().decode(body)) as { type: string } })
        return 'stored'
      },
      checked: async () => undefined,
      progress: async (done, total) => void steps.push([done, total]),
    }
    await importVk(session)
    return { stored, steps }
  }

  const day = 86_400
  const now = Math.floor(Date.now() / 1000)
  const message = (cmid: number, from: number, date: number) => ({
    id: cmid,
    conversation_message_id: cmid,
    peer_id: 777,
    from_id: from,
    date,
    text: `№${cmid}`,
  })

  it('brings dialogs in the order they were written, ours as ours, and comments with their branches', async () => {
    const { world } = desk().fake
    world.dialogs = {
      777: [message(1, 777, now - 9 * day), message(2, 777, now - day), message(3, -9, now - day + 60)],
    }
    world.posts = [{ id: 44, owner_id: -9, from_id: -9, date: now - 2 * day, text: 'Скидки' }]
    world.postComments = {
      44: [
        { id: 3, from_id: 777, date: now - day, text: 'цена?', thread: { count: 1, items: [] } },
        { id: 4, from_id: 0, date: now - day, text: '', deleted: true },
      ],
      3: [{ id: 5, from_id: 888, date: now - day, text: 'и мне', parents_stack: [3] }],
    }
    const { stored, steps } = await fetchHistory(desk().allKeys, 7)
    expect(stored.map(({ key, event }) => [key, event.type])).toEqual([
      ['history:9:message:777:2', 'message_new'],
      ['history:9:message:777:3', 'message_reply'],
      ['history:9:vk:wall-9_44', 'wall_post_new'],
      ['history:9:vk:wall-9_44?reply=3', 'wall_reply_new'],
      ['history:9:vk:wall-9_44?reply=5', 'wall_reply_new'],
    ])
    expect(steps).toEqual([
      [1, 2],
      [2, 2],
    ])
  })

  it('brings dialogs alone with the community’s key alone', async () => {
    const { world } = desk().fake
    world.dialogs = { 777: Array.from({ length: 450 }, (_, index) => message(index + 1, 777, now - day)) }
    const { stored } = await fetchHistory(desk().settings, null)
    expect(stored).toHaveLength(450)
    expect(stored[0]?.key).toBe('history:9:message:777:1')
  })
})
