import { describe, expect, it } from 'vitest'
import { anna, channel, failureOf, group, maxIo, useMax } from '../../test/fakes/use-max.ts'
import type { FoundEvent, Hook, FetchSession, UpkeepSession } from '../channel.ts'
import { inspectMax, testMax } from './inspect.ts'
import { listenMax } from './listen.ts'
import { fetchMaxFile, lookUpPosts } from './look-up.ts'
import { maintainMax } from './maintain.ts'
import { receive } from './receive.ts'
import type { MaxSettings } from './settings.ts'

const desk = useMax()
const hook: Hook = { url: 'https://otklik.example/hooks/abc', secret: 'S'.repeat(43) }
const others = {
  url: 'https://other.example/secret-path',
  secret: 'other-secret',
  update_types: ['message_created'],
}

const maintain = (more: Partial<UpkeepSession<MaxSettings>> = {}) =>
  maintainMax({ config: desk().settings, io: desk().io, hook, memory: {}, goal: 'connected', ...more })
const world = () => desk().fake.world

describe('upkeep', () => {
  it('subscribes to every kind with the secret, once, and keeps no secret in memory', async () => {
    const { memory, note } = await maintain()
    expect(note).toBeNull()
    expect(world().subscriptions).toMatchObject([{ url: hook.url, secret: hook.secret }])
    expect(world().subscriptions[0]?.update_types).toEqual(
      expect.arrayContaining(['comment_created', 'comment_removed', 'bot_stopped', 'message_callback']),
    )
    expect(JSON.stringify(memory)).not.toContain(hook.secret)
    expect(await maintain({ memory })).toEqual({ memory, note: null })
    expect(desk().fake.callsOf('POST /subscriptions')).toHaveLength(1)
  })

  it('subscribes again when MAX dropped the address, and says so', async () => {
    const { memory } = await maintain()
    world().subscriptions = []
    const mended = await maintain({ memory })
    expect(mended.note?.ru).toContain('восьми часов')
    expect(world().subscriptions).toMatchObject([{ url: hook.url }])
  })

  it('asks for kinds that are not sent, and gives a new secret', async () => {
    const { memory } = await maintain()
    const [ours] = world().subscriptions
    if (ours) ours.update_types = ['message_created']
    expect((await maintain({ memory })).note?.ru).toContain('не все виды')
    const renewed = { ...hook, secret: 'T'.repeat(43) }
    expect((await maintain({ memory, hook: renewed })).note).toBeNull()
    expect(world().subscriptions).toMatchObject([{ secret: renewed.secret }])
  })

  it('takes back an old address of ours, and leaves another program alone, naming its host only', async () => {
    world().subscriptions.push(others)
    const { memory, note } = await maintain()
    expect(note?.ru).toContain('other.example')
    expect(note?.ru).not.toContain('secret-path')
    const moved = { ...hook, url: 'https://new.example/hooks/abc' }
    const { memory: later } = await maintain({ memory, hook: moved })
    expect(world().subscriptions.map(({ url }) => url)).toEqual([others.url, moved.url])
    await maintain({ memory: later, hook: moved, goal: 'gone' })
    expect(world().subscriptions).toEqual([others])
  })

  it('takes its address back where events are fetched: no https, another port, or by choice', async () => {
    for (const more of [
      { hook: null },
      { hook: { ...hook, url: 'https://otklik.example:8443/hooks/abc' } },
      { config: desk().settingsWith({ delivery: 'poll' }) },
    ]) {
      const { memory } = await maintain()
      expect(await maintain({ memory, ...more })).toEqual({ memory: {}, note: null })
      expect(world().subscriptions).toEqual([])
    }
  })

  it('stops the channel when the token was revoked', async () => {
    const config = desk().settingsWith({ token: 'fake-token-of-another' })
    expect(await failureOf(maintain({ config }))).toMatchObject({ kind: 'auth' })
  })
})

/** The ledger and the cursor of one channel, as the core keeps them. */
class Ledger {
  readonly events: FoundEvent[] = []
  cursor: Record<string, unknown> = {}
  /** Stored so many, then the disk is full. */
  room = Infinity

  session(signal: AbortSignal, config: MaxSettings, given: Hook | null): FetchSession<MaxSettings> {
    return {
      config,
      io: maxIo(signal),
      hook: given,
      cursor: {
        read: async () => this.cursor,
        save: async (cursor) => {
          this.cursor = cursor
        },
      },
      store: async (event) => {
        if (this.events.length >= this.room) throw new Error('the disk is full')
        if (this.events.some(({ dedupKey }) => dedupKey === event.dedupKey)) return 'known'
        this.events.push(event)
        return 'stored'
      },
      checked: async () => undefined,
    }
  }

  get texts(): unknown[] {
    return this.events.map(({ body }) => /"text":"([^"]*)"/.exec(Buffer.from(body).toString())?.[1])
  }

  async listenUntil(
    holds: () => boolean,
    given: Hook | null = null,
    config = desk().settings,
  ): Promise<void> {
    const stop = new AbortController()
    const listening = listenMax(this.session(stop.signal, config, given))
    try {
      for (let i = 0; i < 500 && !holds(); i++)
        await Promise.race([listening, new Promise((resolve) => setTimeout(resolve, 10))])
      if (!holds()) throw new Error('what was waited for did not come')
    } finally {
      stop.abort()
    }
    await listening
  }
}

const say = (text: string, mid = text) =>
  desk().fake.happen({
    update_type: 'message_created',
    timestamp: 1764000000000,
    message: {
      sender: { user_id: 7, first_name: 'Анна', is_bot: false },
      recipient: { chat_id: anna, chat_type: 'dialog', user_id: 1 },
      timestamp: 1764000000000,
      body: { mid, seq: 1, text },
    },
  })

describe('long polling', () => {
  it('stores what waits and what comes, letters whole, and reads it like a push', async () => {
    const ledger = new Ledger()
    say('раз')
    say('два')
    setTimeout(() => say('три'), 200)
    await ledger.listenUntil(() => ledger.events.length === 3)
    expect(ledger.texts).toEqual(['раз', 'два', 'три'])
    const [event] = ledger.events
    expect(event).toMatchObject({
      dedupKey: 'message_created:раз:1764000000000',
      bornAt: new Date(1764000000000),
    })
    const body = event?.body ?? Buffer.alloc(0)
    expect(receive({ id: 'e', body, contentType: '', meta: {}, receivedAt: new Date() })).toMatchObject({
      items: [{ message: { text: 'раз' } }],
    })
  })

  it('moves the marker only after all is stored: after a full disk everything comes again', async () => {
    const ledger = new Ledger()
    ledger.room = 1
    say('раз')
    say('два')
    await expect(ledger.listenUntil(() => false)).rejects.toThrow('the disk is full')
    expect(ledger.cursor).toEqual({})
    ledger.room = Infinity
    await ledger.listenUntil(() => ledger.events.length === 2 && 'marker' in ledger.cursor)
    expect(ledger.texts).toEqual(['раз', 'два'])
    const { cursor } = ledger
    say('три')
    await ledger.listenUntil(() => ledger.events.length === 3)
    expect(desk().fake.callsOf('GET /updates').at(-2)?.query.get('marker')).toBe(cursor['marker'])
  })

  it('does not take the marker of another bot', async () => {
    const ledger = new Ledger()
    ledger.cursor = { bot: 'another', marker: '900' }
    say('раз')
    await ledger.listenUntil(() => ledger.events.length === 1)
    expect(desk().fake.callsOf('GET /updates')[0]?.query.get('marker')).toBeNull()
  })

  it('says in words that another program has the bot, and ends no subscription of others', async () => {
    world().subscriptions.push(others)
    const error = await failureOf(new Ledger().listenUntil(() => false))
    expect(error.kind).toBe('retry')
    expect(error.words.ru).toContain('other.example')
    expect(world().subscriptions).toEqual([others])
  })

  it('fetches nothing where MAX pushes, unless it was chosen', async () => {
    const ledger = new Ledger()
    say('раз')
    const began = Date.now()
    await ledger.listenUntil(() => Date.now() - began > 200, hook)
    expect(desk().fake.calls).toEqual([])
    await ledger.listenUntil(
      () => ledger.events.length === 1,
      hook,
      desk().settingsWith({ delivery: 'poll' }),
    )
  })
})

describe('what the bot may do', () => {
  it('is asked of MAX: with the right to read everything comments work', async () => {
    const found = await inspectMax(desk().settingsWith({ chats: 'https://max.ru/polden' }), desk().io)
    expect(found.account).toEqual({
      id: '1',
      name: 'Полдень',
      url: 'https://max.ru/polden_bot',
      photoUrl: null,
    })
    expect(found.missing).toEqual([])
    expect(found.works).toEqual(expect.arrayContaining(['receive_comments', 'receive_members', 'typing']))
    expect(found.works).not.toContain('mark_read')
  })

  it('lacks comments without that right, and says where and how to give it', async () => {
    const chat = world().chats.get(channel)
    if (chat) chat.bot = { is_admin: true, permissions: ['write'] }
    const found = await inspectMax(desk().settingsWith({ chats: 'polden, guests unknown' }), desk().io)
    expect(found.missing.map(({ capability }) => capability)).toEqual([
      'receive_comments',
      'answer_comment',
      'edit_comment',
      'remove_comment',
    ])
    expect(found.missing[0]?.howToFix.ru).toContain('read_all_messages')
    const notices = JSON.stringify(found.notices)
    for (const place of ['Полдень', 'Гости', 'unknown']) expect(notices).toContain(place)
    const there = world().chats.get(group)
    if (there) there.bot = null
    const out = await inspectMax(desk().settingsWith({ chats: 'guests' }), desk().io)
    expect(out.missing.map(({ capability }) => capability)).toContain('receive_members')
  })

  it('is tried by the button: the bot answers, or the token is wrong', async () => {
    expect(await testMax(desk().settings, desk().io)).toMatchObject({ ok: true })
    const settings = desk().settingsWith({ token: 'fake-token-of-another' })
    expect(await testMax(settings, desk().io)).toMatchObject({ ok: false, field: 'token' })
  })
})

describe('looking up', () => {
  it('finds posts and leaves out removed ones', async () => {
    expect(await lookUpPosts(['max:mid.post', 'max:mid.gone'], desk().settings, desk().io)).toMatchObject([
      { id: 'max:mid.post', text: 'Новая обжарка', url: 'https://max.ru/polden/mid.post' },
    ])
  })

  it('fetches the best picture of a video', async () => {
    const file = await fetchMaxFile('video:V1', desk().settings, desk().io)
    expect(Buffer.from(file.content).toString()).toBe('video large')
    expect(file.mime).toBe('video/mp4')
    expect(await failureOf(fetchMaxFile('photo:1', desk().settings, desk().io))).toMatchObject({
      kind: 'not_found',
    })
  })
})
