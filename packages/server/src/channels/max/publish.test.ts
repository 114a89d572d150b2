import { describe, expect, it } from 'vitest'
import { channel, failureOf, group, useMax } from '../../test/fakes/use-max.ts'
import type { OutboundPost } from '../channel.ts'
import { inspectMax } from './inspect.ts'
import { publishMax } from './publish.ts'
import { readMessage } from './messages.ts'
import { Message } from './update.ts'

const desk = useMax()

const publish = (more: Partial<OutboundPost> = {}) =>
  publishMax(
    { id: 'p1', placeId: String(channel), text: 'Новая обжарка', at: null, ...more },
    desk().settings,
    desk().io,
  )

describe('a post in a channel of MAX', () => {
  it('comes out with the address MAX gives it', async () => {
    expect(await publish()).toEqual({ externalId: 'max:mid.sent1', url: 'https://max.ru/polden/mid.sent1' })
    expect(desk().fake.world.messages.get('mid.sent1')).toMatchObject({
      chatId: channel,
      body: { text: 'Новая обжарка' },
    })
  })

  it('cut off in the middle has an unknown end', async () => {
    for (const kind of ['break', 'html'] as const) {
      desk().fake.fail('POST /messages', { kind })
      expect((await failureOf(publish())).kind).toBe('unknown_outcome')
    }
  })

  it('too long, or where the bot may not write, is refused in words', async () => {
    expect((await failureOf(publish({ text: 'я'.repeat(4001) }))).kind).toBe('rejected_content')
    expect(desk().fake.calls).toEqual([])
    const chat = desk().fake.world.chats.get(channel)
    if (chat) chat.bot = { is_admin: true, permissions: ['read_all_messages'] }
    expect((await failureOf(publish())).words.ru).toContain('не пускает')
    desk().fake.fail('POST /messages', { kind: 'refuse', status: 429, code: 'too.many.requests' })
    expect((await failureOf(publish())).kind).toBe('retry')
  })

  it('is offered for channels where the bot may write, never for groups', async () => {
    const found = await inspectMax(desk().settingsWith({ chats: 'polden, guests' }), desk().io)
    expect(found.works).toContain('publish')
    expect(found.works).not.toContain('schedule')
    expect(found.publishTo).toEqual([{ id: String(channel), name: 'Полдень' }])
    const groups = await inspectMax(desk().settingsWith({ chats: String(group) }), desk().io)
    expect(groups.missing.find(({ capability }) => capability === 'publish')?.howToFix.ru).toContain('write')
    expect(groups.publishTo).toEqual([])
  })

  it('that is told back as an update is no card of an outsider', () => {
    const told = Message.parse({
      sender: null,
      recipient: { chat_id: channel, chat_type: 'channel', user_id: null },
      timestamp: 1_764_000_000_000,
      body: { mid: 'mid.sent1', seq: 1, text: 'Новая обжарка' },
    })
    expect(readMessage(told, new Date())).toMatchObject({
      items: [{ kind: 'object', object: { id: 'max:mid.sent1' } }],
    })
  })
})
