import { describe, expect, it } from 'vitest'
import { anna, useTelegram } from '../../test/fakes/use-telegram.ts'
import type { FoundEvent, Hook, FetchSession } from '../channel.ts'
import { listenTelegram } from './listen.ts'
import { receive, updateKey } from './receive.ts'
import type { TelegramSettings } from './settings.ts'

const desk = useTelegram()

/** The ledger and the cursor of one channel, as the core keeps them. */
class Ledger {
  readonly events: FoundEvent[] = []
  cursor: Record<string, unknown> = {}
  /** Stored so many, then the disk is full. */
  room = Infinity
  checks = 0

  session(
    config: TelegramSettings,
    signal: AbortSignal,
    hook: Hook | null = null,
  ): FetchSession<TelegramSettings> {
    return {
      config,
      io: desk().ioUntil(signal),
      hook,
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
      checked: async () => {
        this.checks++
      },
    }
  }

  get texts(): string[] {
    return this.events.map(({ body }) => String(/"text":"([^"]*)"/.exec(Buffer.from(body).toString())?.[1]))
  }
}

const say = (text: string, id = 1) =>
  desk().fake.happen('message', {
    message_id: id,
    date: 1764000000,
    chat: { id: anna, type: 'private' },
    from: { id: anna, is_bot: false, first_name: 'Анна' },
    text,
  })

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !holds(); i++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(holds()).toBe(true)
}

/** Listens while `work` runs. */
async function during(
  ledger: Ledger,
  work: () => Promise<void>,
  hook: Hook | null = null,
  settings = desk().settings,
) {
  const stop = new AbortController()
  const listening = listenTelegram(ledger.session(settings, stop.signal, hook))
  await work()
  stop.abort()
  await listening
}

describe('long polling', () => {
  it('stores what waits and what comes, in order, and ends at once when it is told to', async () => {
    const ledger = new Ledger()
    say('раз')
    say('два')
    await during(ledger, async () => {
      await until(() => ledger.events.length === 2)
      say('три')
      await until(() => ledger.events.length === 3)
    })
    expect(ledger.texts).toEqual(['раз', 'два', 'три'])
    expect(ledger.events[0]).toMatchObject({ dedupKey: '7000000001:10001', bornAt: new Date(1764000000_000) })
    expect(ledger.checks).toBeGreaterThan(0)
  })

  it('stores bodies that are read like pushed ones, under the same name', async () => {
    const ledger = new Ledger()
    say('привет', 7)
    await during(ledger, () => until(() => ledger.events.length === 1))
    const [event] = ledger.events
    const raw = {
      id: 'e',
      meta: {},
      receivedAt: new Date(),
      contentType: '',
      body: event?.body ?? Buffer.alloc(0),
    }
    expect(updateKey(raw, desk().settings)).toBe(event?.dedupKey)
    expect(receive(raw, desk().settings)).toMatchObject({
      items: [{ kind: 'message', message: { externalId: '7', text: 'привет' } }],
    })
  })

  it('asks for every kind by name', async () => {
    const ledger = new Ledger()
    await during(ledger, () => until(() => desk().fake.calls.some(({ method }) => method === 'getUpdates')))
    desk().fake.happen('message_reaction', {})
    expect(desk().fake.waiting).toBe(1)
  })

  it('confirms nothing that is not stored: after a full disk all of it comes again', async () => {
    const ledger = new Ledger()
    ledger.room = 1
    say('раз')
    say('два')
    const broken = listenTelegram(ledger.session(desk().settings, new AbortController().signal))
    await expect(broken).rejects.toThrow('the disk is full')
    expect(ledger.cursor).toEqual({})
    ledger.room = Infinity
    await during(ledger, () => until(() => ledger.events.length === 2))
    expect(ledger.texts).toEqual(['раз', 'два'])
    expect(ledger.cursor).toEqual({ bot: '7000000001', offset: 10_003 })
  })

  it('goes on where it stood', async () => {
    const ledger = new Ledger()
    say('раз')
    await during(ledger, () => until(() => ledger.cursor['offset'] === 10_002))
    say('два')
    const asked = () =>
      desk()
        .fake.calls.filter(({ method }) => method === 'getUpdates')
        .at(-1)?.params['offset']
    // The second message is stored before the next question goes out.
    await during(ledger, () => until(() => asked() === 10_003))
    expect(ledger.events).toHaveLength(2)
    expect(asked()).toBe(10_003)
  })

  it('does not take the place of another bot for its own', async () => {
    const ledger = new Ledger()
    ledger.cursor = { bot: '5', offset: 99_999 }
    say('раз')
    await during(ledger, () => until(() => ledger.events.length === 1))
    expect(ledger.texts).toEqual(['раз'])
  })

  it('takes a webhook back first, and what waits there is kept', async () => {
    const ledger = new Ledger()
    say('раз')
    desk().fake.world.webhook.url = 'https://old.example/hook'
    await during(ledger, () => until(() => ledger.events.length === 1))
    expect(desk().fake.calls.find(({ method }) => method === 'deleteWebhook')?.params).toEqual({
      drop_pending_updates: false,
    })
  })

  it('says in words that another program fetches with the same token', async () => {
    const ledger = new Ledger()
    const first = listenTelegram(ledger.session(desk().settings, AbortSignal.timeout(10_000))).catch(
      (error: unknown) => error,
    )
    await until(() => desk().fake.calls.some(({ method }) => method === 'getUpdates'))
    await during(new Ledger(), async () => {
      expect(await first).toMatchObject({
        kind: 'retry',
        words: { ru: expect.stringContaining('Этим же токеном пользуется ещё одна программа') as string },
      })
    })
  })

  it('says in words that a webhook was set meanwhile', async () => {
    const ledger = new Ledger()
    say('раз')
    desk().fake.fail('getUpdates', {
      kind: 'refuse',
      code: 409,
      description: "Conflict: can't use getUpdates method while webhook is active",
    })
    await expect(
      listenTelegram(ledger.session(desk().settings, AbortSignal.timeout(10_000))),
    ).rejects.toMatchObject({
      kind: 'retry',
      words: { en: expect.stringContaining('another program') as string },
    })
  })

  it('stops for a person when the token was revoked, and waits as long as it is asked to', async () => {
    const ledger = new Ledger()
    const revoked = desk().settingsWith({ token: '7000000001:another-token' })
    await expect(listenTelegram(ledger.session(revoked, AbortSignal.timeout(10_000)))).rejects.toMatchObject({
      kind: 'auth',
    })
    desk().fake.fail('getUpdates', {
      kind: 'refuse',
      code: 429,
      description: 'Too Many Requests: retry after 8',
      parameters: { retry_after: 8 },
    })
    await expect(
      listenTelegram(ledger.session(desk().settings, AbortSignal.timeout(10_000))),
    ).rejects.toMatchObject({ kind: 'retry', retryAfterSeconds: 8 })
  })

  it('survives a page of a provider', async () => {
    desk().fake.fail('getUpdates', { kind: 'html' })
    await expect(
      listenTelegram(new Ledger().session(desk().settings, AbortSignal.timeout(10_000))),
    ).rejects.toMatchObject({ kind: 'retry' })
  })
})

describe('where Telegram pushes', () => {
  const hook: Hook = { url: 'https://otklik.example/hooks/abc', secret: 'S' }

  it('nothing is fetched', async () => {
    await during(new Ledger(), async () => undefined, hook)
    expect(desk().fake.calls).toEqual([])
  })

  it('a person may have it fetched all the same', async () => {
    const ledger = new Ledger()
    say('раз')
    await during(
      ledger,
      () => until(() => ledger.events.length === 1),
      hook,
      desk().settingsWith({ delivery: 'poll' }),
    )
    expect(ledger.texts).toEqual(['раз'])
  })
})
