import { describe, expect, it } from 'vitest'
import { anna, channel, failureOf, group, useMax } from '../../test/fakes/use-max.ts'
import type { ChannelAct, OutboundAnswer, ReplyTarget } from '../channel.ts'
import { actMax } from './act.ts'
import { sendMax } from './send.ts'

const desk = useMax()

const dialog: ReplyTarget = { kind: 'dialog', chatId: String(anna) }
const underComment: ReplyTarget = { kind: 'comment', objectId: 'max:mid.post', parentId: 'mid.c1' }

const answerTo = (target: ReplyTarget, more: Partial<OutboundAnswer> = {}): OutboundAnswer => ({
  id: 'a1',
  text: 'Есть, 900 ₽',
  attachments: [],
  target,
  authorName: 'Анна Ким',
  ...more,
})
const send = (target: ReplyTarget, more: Partial<OutboundAnswer> = {}) =>
  sendMax(answerTo(target, more), desk().settings, desk().io)
const act = (one: ChannelAct) => actMax(one, desk().settings, desk().io)
const file = (name: string, mime: string, text = 'байты') => ({ name, mime, content: Buffer.from(text) })
const sent = () => [...desk().fake.world.messages.values()].filter(({ mid }) => mid.startsWith('mid.sent'))

describe('an answer', () => {
  it('goes into the dialog and quotes what it answers', async () => {
    expect(await send(dialog, { replyToId: 'mid.1' })).toEqual({ externalId: 'mid.sent1', url: null })
    expect(sent()).toMatchObject([
      { chatId: anna, body: { text: 'Есть, 900 ₽', link: { type: 'reply', mid: 'mid.1' } } },
    ])
    expect(desk().fake.callsOf('POST /messages')[0]?.query.get('chat_id')).toBe(String(anna))
  })

  it('quotes no press of a button, which is no message of MAX', async () => {
    await send(dialog, { replyToId: 'callback:cb1' })
    expect(sent()[0]?.body).toEqual({ text: 'Есть, 900 ₽' })
  })

  it('stands under the comment it answers, or under the post', async () => {
    expect(await send(underComment)).toEqual({ externalId: 'mid.post/mid.sent1', url: null })
    await send({ ...underComment, parentId: null })
    expect(sent()).toMatchObject([
      { post: 'mid.post', chatId: channel, body: { link: { type: 'reply', mid: 'mid.c1' } } },
      { post: 'mid.post', body: { text: 'Есть, 900 ₽' } },
    ])
    expect(sent()[1]?.body['link']).toBeUndefined()
  })

  it('under a comment carries no files, a text that is too long or nothing at all is not sent', async () => {
    const refusals = [
      send(underComment, { attachments: [file('a.pdf', 'application/pdf')] }),
      send(dialog, { text: 'ж'.repeat(4001) }),
      send(dialog, { text: '' }),
      send(dialog, { attachments: Array.from({ length: 11 }, () => file('a', 'image/png')) }),
    ]
    for (const refused of refusals)
      expect(await failureOf(refused)).toMatchObject({ kind: 'rejected_content' })
    expect(desk().fake.calls).toEqual([])
  })

  it('carries pictures together and every other file by itself, each uploaded whole', async () => {
    const outcome = await send(dialog, {
      attachments: [
        file('меню; "1".png', 'image/png', 'картинка'),
        file('клип.mp4', 'video/mp4', 'видео'),
        file('б.jpg', 'image/jpeg', 'вторая'),
        file('прайс.pdf', 'application/pdf', 'прайс'),
        file('голос.mp3', 'audio/mpeg', 'звук'),
      ],
    })
    expect(outcome.parts).toHaveLength(3)
    const types = sent().map(({ body }) =>
      (body['attachments'] as { type: string }[]).map(({ type }) => type),
    )
    expect(types).toEqual([['image', 'image'], ['video'], ['file'], ['audio']])
    expect(sent().map(({ body }) => body['text'])).toEqual(['Есть, 900 ₽', undefined, undefined, undefined])
    const stored = [...desk().fake.world.files.values()].map(({ content }) => content.toString())
    expect(stored[0]).toContain('картинка')
    expect(stored[0]).toContain('name="data"; filename="меню_ _1_.png"')
    expect(stored.map((one) => /видео|вторая|прайс|звук/.exec(one)?.[0] ?? null)).toEqual([
      null,
      'видео',
      'вторая',
      'прайс',
      'звук',
    ])
  })

  it('waits for a file MAX is still busy with, and is sent once', async () => {
    desk().fake.world.busyAfterUpload = 2
    await send(dialog, { attachments: [file('а.pdf', 'application/pdf')] })
    expect(desk().fake.callsOf('POST /messages')).toHaveLength(3)
    expect(sent()).toHaveLength(1)
  }, 20_000)

  it('is tried later when the file is not ready for long', async () => {
    desk().fake.world.busyAfterUpload = 50
    const failed = failureOf(send(dialog, { attachments: [file('а.pdf', 'application/pdf')] }))
    expect(await failed).toMatchObject({ kind: 'retry', retryAfterSeconds: 10 })
    expect(sent()).toEqual([])
  }, 20_000)

  it('whose first part went out is not sent again as a whole', async () => {
    const attachments = [file('а.pdf', 'application/pdf'), file('б.pdf', 'application/pdf')]
    let count = 0
    const { io } = desk()
    const fetchOnce: typeof io.fetch = async (url, init) => {
      if (url.includes('/messages') && ++count === 2)
        desk().fake.fail('POST /messages', { kind: 'refuse', status: 400, code: 'proto.payload' })
      return io.fetch(url, init)
    }
    const error = await failureOf(
      sendMax(answerTo(dialog, { attachments }), desk().settings, { ...io, fetch: fetchOnce }),
    )
    expect(error).toMatchObject({ kind: 'unknown_outcome' })
    expect(error.words.ru).toContain('Ушло сообщений: 1')
  })
})

describe('a refusal', () => {
  const refused = (status: number, code: string, message?: string) => {
    desk().fake.fail('POST /messages', { kind: 'refuse', status, code, ...(message && { message }) })
    return failureOf(send(dialog))
  }

  it('is told by its kind', async () => {
    expect(await refused(401, 'verify.token')).toMatchObject({ kind: 'auth' })
    expect(await refused(403, 'something.else')).toMatchObject({ kind: 'forbidden' })
    expect(await refused(404, 'chat.not.found')).toMatchObject({ kind: 'not_found' })
    expect(await refused(404, 'message.not.found')).toMatchObject({ kind: 'not_found' })
    expect(await refused(405, 'method')).toMatchObject({ kind: 'bug' })
    expect(await refused(413, 'large')).toMatchObject({ kind: 'rejected_content' })
    expect(await refused(400, 'proto.payload', 'text: плохо')).toMatchObject({
      kind: 'rejected_content',
      words: { ru: 'MAX отказал: text: плохо' },
    })
    expect(await refused(503, 'service.unavailable')).toMatchObject({ kind: 'retry' })
    expect(await refused(500, 'internal')).toMatchObject({ kind: 'unknown_outcome' })
  })

  it('of a person who stopped the bot, and of a place the bot is not in', async () => {
    const chat = desk().fake.world.chats.get(anna)
    if (chat) chat.suspended = true
    const stopped = await failureOf(send(dialog))
    expect(stopped).toMatchObject({ kind: 'unreachable_user' })
    expect(stopped.words.ru).toContain('остановил бота')
    expect(await failureOf(send({ kind: 'dialog', chatId: '999' }))).toMatchObject({ kind: 'not_found' })
    const there = desk().fake.world.chats.get(group)
    if (there) there.bot = null
    expect(await failureOf(send({ kind: 'dialog', chatId: String(group) }))).toMatchObject({
      kind: 'unreachable_user',
    })
  })

  it('of too many messages is waited out', async () => {
    desk().fake.fail('POST /messages', { kind: 'refuse', status: 429, code: 'too.many.requests' })
    await send(dialog)
    expect(sent()).toHaveLength(1)
  })

  it('that is no word of MAX leaves the outcome unknown, and so does a broken connection', async () => {
    desk().fake.fail('POST /messages', { kind: 'html' })
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'unknown_outcome' })
    desk().fake.fail('POST /messages', { kind: 'break' })
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'unknown_outcome' })
    expect(sent()).toHaveLength(1)
  })

  it('to connect is tried again', async () => {
    const settings = desk().settingsWith({ apiUrl: 'http://127.0.0.1:9' })
    expect(await failureOf(sendMax(answerTo(dialog), settings, desk().io))).toMatchObject({
      kind: 'unreachable',
    })
  })
})

describe('an act', () => {
  it('changes and removes a message of a dialog, twice without harm', async () => {
    await act({ kind: 'edit', target: dialog, externalId: 'mid.1', text: 'по-новому' })
    expect(desk().fake.world.messages.get('mid.1')?.body).toEqual({ text: 'по-новому' })
    await act({ kind: 'remove', target: dialog, externalId: 'mid.1' })
    await act({ kind: 'remove', target: dialog, externalId: 'mid.1' })
    expect(desk().fake.world.messages.has('mid.1')).toBe(false)
  })

  it('changes and removes a comment under its post', async () => {
    await act({ kind: 'edit', target: underComment, externalId: 'mid.post/mid.c1', text: 'иначе' })
    const [put] = desk().fake.callsOf('PUT /messages/mid.post/comments')
    expect(put?.query.get('comment_id')).toBe('mid.c1')
    expect(put?.body).toEqual({ text: 'иначе' })
    await act({ kind: 'remove', target: underComment, externalId: 'mid.post/mid.c1' })
    expect(desk().fake.world.messages.has('mid.c1')).toBe(false)
  })

  it('shows that somebody types, in a dialog only', async () => {
    await act({ kind: 'typing', target: dialog })
    await act({ kind: 'typing', target: underComment })
    expect(desk().fake.calls.map(({ path }) => path)).toEqual([`/chats/${anna}/actions`])
  })

  it('that MAX does not let bots do is refused in words', async () => {
    for (const kind of ['like', 'mark_read', 'hide'] as const)
      expect(await failureOf(act({ kind, target: dialog, externalId: 'mid.1' }))).toMatchObject({
        kind: 'forbidden',
      })
  })
})
