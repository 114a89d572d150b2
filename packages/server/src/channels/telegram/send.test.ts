import { describe, expect, it } from 'vitest'
import { anna, comment, discussion, post, useTelegram } from '../../test/fakes/use-telegram.ts'
import { ChannelError, type OutboundAnswer, type ReplyTarget } from '../channel.ts'
import { telegram } from './index.ts'
import { sendTelegram } from './send.ts'

const desk = useTelegram()

const dialog: ReplyTarget = { kind: 'dialog', chatId: String(anna) }
const underComment: ReplyTarget = {
  kind: 'comment',
  objectId: `telegram:${discussion}/${post}`,
  parentId: String(comment),
}

function answerTo(target: ReplyTarget, more: Partial<OutboundAnswer> = {}): OutboundAnswer {
  return { id: 'a1', text: 'Есть, 900 ₽', attachments: [], target, authorName: 'Анна Ким', ...more }
}

const send = (target: ReplyTarget, more: Partial<OutboundAnswer> = {}) =>
  sendTelegram(answerTo(target, more), desk().settings, desk().io)

const file = (name: string, mime: string, size = 10) => ({ name, mime, content: Buffer.alloc(size, 'x') })

const sentMessages = () => [...desk().fake.world.messages.values()].filter(({ id }) => id >= 100)

async function failureOf(work: Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ChannelError)) throw new Error('no ChannelError came', { cause: error })
  // Whatever is logged of an error, the token is not in it.
  expect(JSON.stringify([error, error.stack, error.cause, error.words])).not.toContain('fake-token')
  return error
}

describe('an answer', () => {
  it('goes into the dialog and is named as Telegram named it', async () => {
    expect(await send(dialog)).toEqual({ externalId: '100', url: null })
    expect(sentMessages()).toMatchObject([{ chatId: anna, text: 'Есть, 900 ₽' }])
  })

  it('quotes a message of the dialog, and goes without it when it was deleted', async () => {
    await send(dialog, { replyToId: '55' })
    await send(dialog, { replyToId: '56' })
    expect(sentMessages().map(({ params }) => params['reply_parameters'])).toEqual([
      { message_id: 55, allow_sending_without_reply: true },
      { message_id: 56, allow_sending_without_reply: true },
    ])
  })

  it('stands under the very comment, with a link of its own', async () => {
    expect(await send(underComment)).toEqual({
      externalId: `${discussion}/100`,
      url: `https://t.me/c/2222222222/${post}/100`,
    })
    expect(sentMessages()).toMatchObject([
      { chatId: discussion, params: { reply_parameters: { message_id: comment } } },
    ])
  })

  it('stands under the post where no comment is named', async () => {
    await send({ kind: 'comment', objectId: `telegram:${discussion}/${post}`, parentId: null })
    expect(sentMessages()).toMatchObject([{ params: { reply_parameters: { message_id: post } } }])
  })

  it('is not left hanging when the comment was deleted', async () => {
    desk().fake.world.messages.delete(`${discussion}/${comment}`)
    expect(await failureOf(send(underComment))).toMatchObject({
      kind: 'not_found',
      words: { ru: 'Сообщения, на которое вы отвечаете, уже нет' },
    })
  })

  it('goes into a topic of a forum and to a private message of a channel', async () => {
    const { world } = desk().fake
    await send({ kind: 'dialog', chatId: `${discussion}/9`, via: { threadId: '9' } })
    await send({ kind: 'dialog', chatId: `${discussion}/777`, via: { directTopicId: '777' } })
    expect([...world.messages.values()].slice(-2).map(({ params }) => params)).toMatchObject([
      { message_thread_id: 9 },
      { direct_messages_topic_id: 777 },
    ])
  })

  it('of 4096 characters goes, a longer one is refused before it is sent', async () => {
    await send(dialog, { text: 'я'.repeat(4096) })
    expect(await failureOf(send(dialog, { text: 'я'.repeat(4097) }))).toMatchObject({
      kind: 'rejected_content',
      words: { ru: 'В сообщение Телеграма помещается 4096 знаков, у вас 4097' },
    })
    expect(sentMessages()).toHaveLength(1)
  })
})

describe('files', () => {
  it('a picture goes as a photo and the text as its caption', async () => {
    await send(dialog, { attachments: [file('Зерно.jpg', 'image/jpeg')] })
    expect(desk().fake.calls.map(({ method }) => method)).toEqual(['sendPhoto'])
    expect(sentMessages()).toMatchObject([{ caption: 'Есть, 900 ₽', files: [{ name: 'Зерно.jpg' }] }])
    expect(sentMessages()[0]?.files[0]?.content).toEqual(Buffer.alloc(10, 'x'))
  })

  it('a document keeps its bytes, and its name cannot break the request', async () => {
    const content = Buffer.from([0, 13, 10, 45, 45, 255])
    await send(dialog, {
      text: '',
      attachments: [{ name: 'прайс "май";\r\n.pdf', mime: 'application/pdf', content }],
    })
    expect(sentMessages()).toMatchObject([{ files: [{ name: 'прайс _май____.pdf', content }] }])
  })

  it('several pictures are one album, documents another', async () => {
    const outcome = await send(dialog, {
      attachments: [
        file('1.jpg', 'image/jpeg'),
        file('a.pdf', 'application/pdf'),
        file('2.png', 'image/png'),
        file('b.pdf', 'application/pdf'),
      ],
    })
    expect(desk().fake.calls.map(({ method }) => method)).toEqual(['sendMediaGroup', 'sendMediaGroup'])
    expect(outcome).toEqual({ externalId: '100', url: null, parts: ['101', '102', '103'] })
    expect(sentMessages().map(({ files, caption }) => [files[0]?.name, caption])).toEqual([
      ['1.jpg', 'Есть, 900 ₽'],
      ['2.png', undefined],
      ['a.pdf', undefined],
      ['b.pdf', undefined],
    ])
  })

  it('eleven pictures are an album of ten and one more', async () => {
    const attachments = Array.from({ length: 11 }, (_, i) => file(`${i}.jpg`, 'image/jpeg'))
    await send(dialog, { attachments })
    expect(desk().fake.calls.map(({ method }) => method)).toEqual(['sendMediaGroup', 'sendPhoto'])
    expect(sentMessages()).toHaveLength(11)
  })

  it('a text too long for a caption goes before them', async () => {
    const text = 'я'.repeat(1025)
    await send(underComment, { text, attachments: [file('1.jpg', 'image/jpeg')] })
    expect(sentMessages().map((one) => [one.text?.length, one.files.length])).toEqual([
      [1025, 0],
      [undefined, 1],
    ])
    expect(sentMessages().map(({ params }) => params['reply_parameters'])).toEqual([
      { message_id: comment },
      undefined,
    ])
  })

  it('a picture over 10 MB goes as a file, a file over 50 MB is refused', async () => {
    await send(dialog, { attachments: [file('big.jpg', 'image/jpeg', 10 * 1024 * 1024 + 1)] })
    expect(desk().fake.calls.map(({ method }) => method)).toEqual(['sendDocument'])
    const huge = file('фильм.mp4', 'video/mp4', 50 * 1024 * 1024 + 1)
    expect(await failureOf(send(dialog, { attachments: [huge] }))).toMatchObject({
      kind: 'rejected_content',
      words: { ru: '«фильм.mp4» больше 50 МБ: боты таких файлов не отправляют' },
    })
  })

  it('that fail after the text went out are told as half sent, and nothing goes twice by itself', async () => {
    desk().fake.fail('sendPhoto', {
      kind: 'refuse',
      code: 400,
      description: 'Bad Request: PHOTO_INVALID_DIMENSIONS',
    })
    const text = 'я'.repeat(1025)
    expect(await failureOf(send(dialog, { text, attachments: [file('1.jpg', 'image/jpeg')] }))).toMatchObject(
      {
        kind: 'unknown_outcome',
        words: { ru: expect.stringContaining('Ушло сообщений: 1') as string },
      },
    )
    expect(sentMessages()).toHaveLength(1)
  })
})

describe('a business account', () => {
  const business: ReplyTarget = {
    kind: 'dialog',
    chatId: `bc1:${anna}`,
    via: { businessConnectionId: 'bc1' },
  }

  it('is answered in the name of the owner within a day', async () => {
    desk().fake.world.business.set('bc1', { canReply: true, open: new Set([anna]) })
    await send(business, { attachments: [file('a.pdf', 'application/pdf')] })
    expect(sentMessages()).toMatchObject([{ chatId: anna, params: { business_connection_id: 'bc1' } }])
  })

  it('without the right to reply, or after a day, says what is closed', async () => {
    const { world } = desk().fake
    world.business.set('bc1', { canReply: false, open: new Set([anna]) })
    expect(await failureOf(send(business))).toMatchObject({ kind: 'window_closed' })
    world.business.set('bc1', { canReply: true, open: new Set() })
    expect(await failureOf(send(business))).toMatchObject({
      kind: 'window_closed',
      words: { ru: expect.stringContaining('прошли сутки') as string },
    })
    world.business.clear()
    expect(await failureOf(send(business))).toMatchObject({
      kind: 'forbidden',
      words: { ru: expect.stringContaining('отключил бота') as string },
    })
  })
})

describe('a request to join', () => {
  const request = (seconds: number): ReplyTarget => ({
    kind: 'join_request',
    chatId: '-1001111111111',
    userId: String(anna),
    expiresAt: new Date(desk().io.now().getTime() + seconds * 1000).toISOString(),
  })

  it('may be written to for five minutes', async () => {
    await send(request(1))
    expect(sentMessages()).toMatchObject([{ chatId: anna }])
  })

  it('is told as closed afterwards, without asking Telegram', async () => {
    expect(await failureOf(send(request(0)))).toMatchObject({ kind: 'window_closed' })
    expect(desk().fake.calls).toEqual([])
  })
})

describe('a refusal', () => {
  const refusals = [
    [403, 'Forbidden: bot was blocked by the user', 'unreachable_user'],
    [403, 'Forbidden: user is deactivated', 'unreachable_user'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable_user'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'forbidden'],
    [403, 'Forbidden: bot is not a member of the channel chat', 'forbidden'],
    [403, 'Forbidden: something new', 'forbidden'],
    [400, 'Bad Request: chat not found', 'not_found'],
    [400, 'Bad Request: message to be replied not found', 'not_found'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'forbidden'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'forbidden'],
    [400, 'Bad Request: message is too long', 'rejected_content'],
    [400, 'Bad Request: something new', 'rejected_content'],
    [401, 'Unauthorized', 'auth'],
    [404, 'Not Found', 'auth'],
    [409, 'Conflict: terminated by other getUpdates request', 'retry'],
    [413, 'Request Entity Too Large', 'rejected_content'],
    [500, 'Internal Server Error', 'unknown_outcome'],
  ] as const

  it.each(refusals)('%i %s is %s', async (code, description, kind) => {
    desk().fake.fail('sendMessage', { kind: 'refuse', code, description })
    const error = await failureOf(send(dialog))
    expect(error.kind).toBe(kind)
    expect(error.words.ru).not.toBe(error.words.en)
  })

  it('to hurry is obeyed: the wait Telegram asks for is handed on', async () => {
    const description = 'Too Many Requests: retry after 33'
    desk().fake.fail('sendMessage', {
      kind: 'refuse',
      code: 429,
      description,
      parameters: { retry_after: 33 },
    })
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'retry', retryAfterSeconds: 33 })
    desk().fake.fail('sendMessage', { kind: 'refuse', code: 429, description: 'Too Many Requests' })
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'retry', retryAfterSeconds: 30 })
    expect(sentMessages()).toHaveLength(0)
  })

  it('of a short wait is waited for', async () => {
    desk().fake.fail('sendMessage', {
      kind: 'refuse',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    })
    await send(dialog)
    expect(sentMessages()).toHaveLength(1)
  })

  it('because the group became a supergroup is followed to the new id, once', async () => {
    const { world } = desk().fake
    world.addChat({ id: -4001, type: 'group', title: 'Семья', movedTo: -1005555555555 })
    world.addChat({ id: -1005555555555, type: 'supergroup', title: 'Семья', bot: { status: 'member' } })
    await send({ kind: 'dialog', chatId: '-4001' })
    expect(sentMessages()).toMatchObject([{ chatId: -1005555555555 }])
    world.addChat({ id: -1005555555555, type: 'supergroup', movedTo: -1005555555555 })
    expect(await failureOf(send({ kind: 'dialog', chatId: '-4001' }))).toBeInstanceOf(ChannelError)
    expect(desk().fake.calls).toHaveLength(4)
  })
})

describe('a broken connection', () => {
  it('after the message went out leaves the outcome unknown', async () => {
    desk().fake.fail('sendMessage', { kind: 'break' })
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'unknown_outcome' })
    expect(sentMessages()).toHaveLength(1)
  })

  it('and a page of a provider in the place of an answer too', async () => {
    desk().fake.fail('sendMessage', { kind: 'html' })
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'unknown_outcome' })
  })

  it('and a silence that outlasts the limit of the core too', async () => {
    desk().fake.fail('sendMessage', { kind: 'silent' })
    const io = desk().ioUntil(AbortSignal.timeout(300))
    expect(await failureOf(sendTelegram(answerTo(dialog), desk().settings, io))).toMatchObject({
      kind: 'unknown_outcome',
    })
    expect(sentMessages()).toHaveLength(1)
  })

  it('before a byte went out is known: nothing was sent', async () => {
    await desk().fake.close()
    expect(await failureOf(send(dialog))).toMatchObject({ kind: 'unreachable' })
  })

  it('of the name or into our own network is told in the words of the core', async () => {
    const inside = desk().settingsWith({ apiUrl: 'http://10.0.0.1' })
    expect(await failureOf(sendTelegram(answerTo(dialog), inside, desk().io))).toMatchObject({
      kind: 'forbidden',
      words: { ru: expect.stringContaining('OTKLIK_ALLOW_NETWORKS') as string },
    })
  })
})

it('the connector names every target it answers', () => {
  expect(telegram.manifest.answersTo.toSorted()).toEqual(['comment', 'dialog', 'join_request'])
})
