import { describe, expect, it } from 'vitest'
import { channel, discussion, useTelegram } from '../../test/fakes/use-telegram.ts'
import { ChannelError, type OutboundPost } from '../channel.ts'
import { inspectTelegram } from './inspect.ts'
import { publishTelegram } from './publish.ts'
import { receive } from './receive.ts'

const desk = useTelegram()

const publish = (more: Partial<OutboundPost> = {}) =>
  publishTelegram(
    { id: 'p1', placeId: String(channel), text: 'Новая обжарка', at: null, ...more },
    desk().settings,
    desk().io,
  )

async function failureOf(work: Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ChannelError)) throw new Error('no ChannelError came', { cause: error })
  expect(JSON.stringify([error, error.stack, error.cause, error.words])).not.toContain('fake-token')
  return error
}

describe('a post in a channel of Telegram', () => {
  it('comes out with the address everybody opens', async () => {
    expect(await publish()).toEqual({
      externalId: `telegram:${channel}/100`,
      url: 'https://t.me/polden/100',
    })
    expect(desk().fake.world.messages.get(`${channel}/100`)).toMatchObject({ text: 'Новая обжарка' })
  })

  it('cut off in the middle has an unknown end', async () => {
    for (const kind of ['break', 'html'] as const) {
      desk().fake.fail('sendMessage', { kind })
      expect((await failureOf(publish())).kind).toBe('unknown_outcome')
    }
  })

  it('too long, too often or without the right is refused in words', async () => {
    expect((await failureOf(publish({ text: 'я'.repeat(4097) }))).kind).toBe('rejected_content')
    expect(desk().fake.calls).toEqual([])
    const parameters = { retry_after: 7 }
    desk().fake.fail('sendMessage', {
      kind: 'refuse',
      code: 429,
      description: 'Too Many Requests',
      parameters,
    })
    expect(await failureOf(publish())).toMatchObject({ kind: 'retry', retryAfterSeconds: 7 })
    const place = desk().fake.world.chats.get(channel)
    if (place) place.bot = { status: 'administrator' }
    const refused = await failureOf(publish())
    expect(refused.kind).toBe('forbidden')
    expect(refused.words.ru).toContain('не хватает прав')
  })

  it('is offered for channels where the bot may post, never for groups', async () => {
    const found = await inspectTelegram(desk().settingsWith({ chats: '@polden' }), desk().io)
    expect(found.works).toContain('publish')
    expect(found.works).not.toContain('schedule')
    expect(found.publishTo).toEqual([{ id: String(channel), name: 'Полдень' }])
    const groups = await inspectTelegram(desk().settingsWith({ chats: String(discussion) }), desk().io)
    expect(groups.missing.find(({ capability }) => capability === 'publish')?.reason.ru).toContain(
      'Публикация сообщений',
    )
    expect(groups.publishTo).toEqual([])
  })

  it('that is told back as an update is no card of an outsider', () => {
    const chat = { id: channel, type: 'channel', title: 'Полдень', username: 'polden' }
    const update = {
      update_id: 5,
      channel_post: { message_id: 100, date: 1_764_000_000, sender_chat: chat, chat, text: 'Новая обжарка' },
    }
    const raw = {
      id: 'r1',
      body: Buffer.from(JSON.stringify(update)),
      contentType: 'application/json',
      meta: {},
      receivedAt: new Date(),
    }
    expect(receive(raw, desk().settings)).toMatchObject({ items: [{ kind: 'object' }] })
  })
})
