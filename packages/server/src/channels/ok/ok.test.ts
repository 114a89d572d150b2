import { describe, expect, it } from 'vitest'
import { keys } from '../../test/fakes/ok.ts'
import { chatId, OkLedger, useOk } from '../../test/fakes/use-ok.ts'
import { ChannelError, type OutboundAnswer, type Signal } from '../channel.ts'
import { actOk } from './act.ts'
import { explainCode } from './errors.ts'
import { fetchComments } from './fetch-comments.ts'
import { fetchMessages } from './fetch-messages.ts'
import { inspectOk, testOk } from './inspect.ts'
import { maintainOk } from './maintain.ts'
import { eventKey, receive } from './receive.ts'
import { sendOk } from './send.ts'
import { sessionSecretOf, signOf } from './signature.ts'

const desk = useOk()
const groupId = '53000000000001'
const place = `${groupId}/GROUP_TOPIC/65123456789012`

const lookAtComments = (ledger: OkLedger) =>
  fetchComments(ledger.session(desk().settings, desk().io), groupId)
const lookAtMessages = (ledger: OkLedger) =>
  fetchMessages(ledger.session(desk().settings, desk().io), groupId)

/** What the stored bytes tell, read as the core reads them. */
function told(ledger: OkLedger): Signal[] {
  return ledger.events.flatMap((event) => {
    const outcome = receive({ ...event, id: 'e', receivedAt: new Date() })
    return outcome.kind === 'signals' ? outcome.items : []
  })
}

const answer = (more: Partial<OutboundAnswer> = {}): OutboundAnswer => ({
  id: 'a1',
  text: '950 ₽',
  attachments: [],
  target: { kind: 'dialog', chatId },
  authorName: 'Оля',
  ...more,
})

async function kindOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof ChannelError) return error.kind
    throw error
  }
}

describe('the signature', () => {
  it('is the one of the sheet', () => {
    const params = {
      method: 'users.getCurrentUser',
      application_key: 'CBAAPPKEY',
      format: 'json',
      access_token: 'tkn1USER',
    }
    expect(signOf(params, sessionSecretOf('tkn1USER', 'APPSECRET'))).toBe('27da7008ac6598accf495b1a377634dc')
  })

  it('is taken by OK with Cyrillic words, and a wrong secret is told in words', async () => {
    const under = answer({
      target: { kind: 'comment', objectId: place, parentId: 'MTYx' },
      text: 'Есть & будет',
    })
    expect(await kindOf(sendOk(under, desk().settings, desk().io))).toBe('done')
    const wrong = desk().settingsWith({ applicationSecret: 'OTHER' })
    expect(await testOk(wrong, desk().io)).toMatchObject({
      ok: false,
      field: 'accessToken',
      message: { ru: expect.stringContaining('Подпись не сошлась') as string },
    })
  })
})

describe('a push', () => {
  it('is named by its message, with and without a kind', () => {
    const body = desk().write('цена?', 'mid:C1.1')
    const typed = body.replace('{', '{"webhookType":"MESSAGE_CREATED",')
    const key = (text: string) => eventKey({ body: Buffer.from(text) })
    expect(key(body)).toBe('MESSAGE_CREATED:mid:C1.1')
    expect(key(typed)).toBe(key(body))
    expect(key(body.replace('mid:C1.1', 'mid:C1.2'))).not.toBe(key(body))
  })
})

describe('comments', () => {
  it('are stored as they came, once, through as many pages as there are', async () => {
    const ledger = new OkLedger()
    desk().fake.pageSize = 2
    for (const id of ['b', 'c', 'd'])
      desk().topic.comments.push({ id, author_id: '570000000002', text: `слова ${id}`, date_ms: Date.now() })
    await lookAtComments(ledger)
    await lookAtComments(ledger)
    expect(ledger.events).toHaveLength(2)
    expect(Buffer.from(ledger.events[0]?.body ?? '').toString()).toContain('"has_more":true')
    expect(told(ledger).map((signal) => signal.kind === 'interest' && signal.interest.text)).toEqual([
      'цена?',
      'слова b',
      'слова c',
      'слова d',
    ])
  })

  it('of before the channel was connected are history', async () => {
    desk().topic.comments.unshift({ id: 'old', author_id: '5', text: 'давно', date_ms: 1_700_000_000_000 })
    const ledger = new OkLedger()
    await lookAtComments(ledger)
    expect(told(ledger)).toHaveLength(1)
  })

  it('go on from the anchor after a restart, and a full disk loses none', async () => {
    const ledger = new OkLedger()
    await lookAtComments(ledger)
    desk().topic.comments.push({ id: 'b', author_id: '5', text: 'ещё', date_ms: Date.now() })
    ledger.room = 1
    await expect(lookAtComments(ledger)).rejects.toThrow('the disk is full')
    ledger.room = Infinity
    ledger.cursor = JSON.parse(JSON.stringify(ledger.cursor)) as Record<string, unknown>
    desk().fake.calls.length = 0
    await lookAtComments(ledger)
    expect(told(ledger)).toHaveLength(2)
    expect(desk().fake.calls.find(({ params }) => params['direction'] === 'FORWARD')?.params['anchor']).toBe(
      '1',
    )
  })

  it('edited, removed and restored are told by comparing', async () => {
    const ledger = new OkLedger()
    await lookAtComments(ledger)
    const [comment] = desk().topic.comments
    if (!comment) throw new Error('no comment')
    comment.text = 'сколько стоит?'
    await lookAtComments(ledger)
    comment.type = 'REMOVED_MESSAGE'
    await lookAtComments(ledger)
    comment.type = 'ACTIVE_MESSAGE'
    await lookAtComments(ledger)
    const of = { kind: 'interest', objectKey: 'ok:group/53000000000001/topic/65123456789012?comment=MTYx' }
    expect(told(ledger).slice(1)).toMatchObject([
      { kind: 'edited', of, text: 'сколько стоит?' },
      { kind: 'removed', of },
      { kind: 'restored', of },
    ])
  })

  it('of another group of the same administrator and our own are nobody’s card', async () => {
    desk().fake.discussions.push({
      ...desk().topic,
      object_id: '7',
      ref_objects: [{ id: '53999', type: 'GROUP' }],
    })
    const under = answer({ target: { kind: 'comment', objectId: place, parentId: 'MTYx' } })
    await sendOk(under, desk().settings, desk().io)
    const ledger = new OkLedger()
    await lookAtComments(ledger)
    expect(told(ledger)).toHaveLength(1)
    expect(desk().fake.calls.some(({ params }) => params['discussionId'] === '7')).toBe(false)
  })

  it('leave the administrator’s counters alone', async () => {
    await lookAtComments(new OkLedger())
    const pages = desk().fake.calls.filter(({ name }) => name === 'discussions.getComments')
    expect(pages.map(({ params }) => params['mark_as_read'])).toEqual(['false'])
  })
})

describe('messages, where nothing is pushed', () => {
  it('are fetched once, with every digit of their bytes', async () => {
    const ledger = new OkLedger()
    await lookAtMessages(ledger)
    desk().write('цена?', 'mid:C1.1')
    await lookAtMessages(ledger)
    await lookAtMessages(ledger)
    expect(ledger.events).toHaveLength(1)
    expect(Buffer.from(ledger.events[0]?.body ?? '').toString()).toContain('98211023614189661')
    expect(told(ledger)).toMatchObject([
      {
        kind: 'message',
        message: { externalId: 'mid:C1.1', chatId, direction: 'in', author: { externalId: '570000000001' } },
      },
    ])
  })

  it('are met again when the disk was full', async () => {
    const ledger = new OkLedger()
    ledger.room = 0
    desk().write('цена?', 'mid:C1.1')
    await expect(lookAtMessages(ledger)).rejects.toThrow('the disk is full')
    ledger.room = 1
    await lookAtMessages(ledger)
    expect(told(ledger)).toHaveLength(1)
  })
})

describe('an answer', () => {
  it('goes to the dialog and quotes', async () => {
    const sent = await sendOk(answer({ replyToId: 'mid:C1.1' }), desk().settings, desk().io)
    expect(sent.externalId).toMatch(/^mid:own/)
    expect(desk().fake.calls.at(-1)?.body).toEqual({
      recipient: { chat_id: chatId },
      message: { text: '950 ₽', reply_to: 'mid:C1.1' },
    })
  })

  it('stands under the comment in the name of the group', async () => {
    const target = { kind: 'comment' as const, objectId: place, parentId: 'MTYx' }
    const sent = await sendOk(answer({ target }), desk().settings, desk().io)
    expect(sent).toEqual({
      externalId: 'GROUP_TOPIC:65123456789012:own1',
      url: `https://ok.ru/group/${groupId}/topic/65123456789012`,
    })
    expect(desk().topic.comments.at(-1)).toMatchObject({ author_id: groupId, reply_to_comment_id: 'MTYx' })
    const act = { target, externalId: sent.externalId }
    await actOk({ kind: 'edit', text: '900 ₽', ...act }, desk().settings, desk().io)
    expect(desk().topic.comments.at(-1)?.text).toBe('900 ₽')
    await actOk({ kind: 'remove', ...act }, desk().settings, desk().io)
    await actOk({ kind: 'remove', ...act }, desk().settings, desk().io)
    expect(desk().topic.comments.at(-1)?.type).toBe('REMOVED_MESSAGE')
  })

  it('that a person does not take is told though OK answers 200', async () => {
    desk().fake.closedChats.add(chatId)
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('unreachable_user')
  })

  it('cut off in the middle has an unknown end, and is not sent twice', async () => {
    desk().fake.fail(`me/messages/${chatId}`, 'break')
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('unknown_outcome')
    desk().fake.fail(`me/messages/${chatId}`, 'html')
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('unknown_outcome')
    desk().fake.fail(`me/messages/${chatId}`, 8)
    expect(await kindOf(sendOk(answer(), desk().settings, desk().io))).toBe('retry')
  })

  it('with files, or without keys for comments, is refused in words', async () => {
    const file = { name: 'a.txt', mime: 'text/plain', content: new Uint8Array([1]) }
    const refused = sendOk(answer({ attachments: [file] }), desk().settings, desk().io)
    expect(await kindOf(refused)).toBe('rejected_content')
    const target = { kind: 'comment' as const, objectId: place, parentId: null }
    const messagesOnly = desk().settingsWith({ accessToken: '' })
    expect(await kindOf(sendOk(answer({ target }), messagesOnly, desk().io))).toBe('forbidden')
    expect(desk().fake.calls).toEqual([])
  })
})

describe('upkeep', () => {
  const hook = { url: 'https://otklik.example/hooks/abc', secret: 's' }
  const maintain = (memory: object = {}, goal: 'connected' | 'gone' = 'connected') =>
    maintainOk({ config: desk().settings, io: desk().io, hook, memory: { ...memory }, goal })

  it('subscribes once, notices a lost address, and takes back only its own', async () => {
    const { subscriptions } = desk().fake
    subscriptions.add('https://other.example/bot')
    const { memory, note } = await maintain()
    expect(note).toBeNull()
    expect((await maintain(memory)).note).toBeNull()
    expect(desk().fake.calls.filter(({ name }) => name === 'me/subscribe')).toHaveLength(1)
    subscriptions.delete(hook.url)
    expect((await maintain(memory)).note?.ru).toContain('потеряли наш адрес')
    expect(subscriptions.has(hook.url)).toBe(true)
    await maintain(memory, 'gone')
    expect([...subscriptions]).toEqual(['https://other.example/bot'])
  })
})

describe('a look at the keys', () => {
  it('finds everything with all keys, and says what the group’s key alone lacks', async () => {
    const all = await inspectOk(desk().settings, desk().io)
    expect(all.account).toMatchObject({ id: groupId, name: 'Кофейня' })
    expect(all.works).toEqual(
      expect.arrayContaining(['receive_messages', 'receive_comments', 'answer_comment']),
    )
    expect(all.missing.map(({ capability }) => capability)).toEqual(['send_files'])
    const alone = await inspectOk(desk().settingsWith({ applicationKey: '' }), desk().io)
    expect(alone.works).not.toContain('receive_comments')
    expect(alone.missing[0]?.howToFix.ru).toContain('ok.ru/devaccess')
  })

  it('names the right that is missing, and an ended key', async () => {
    desk().fake.fail('discussions.getList', 10)
    const lacking = await inspectOk(desk().settings, desk().io)
    expect(lacking.missing[0]).toMatchObject({ capability: 'receive_comments' })
    expect(lacking.missing[0]?.reason.ru).toContain('GROUP_CONTENT')
    const ended = desk().settingsWith({ groupToken: 'another-token' })
    expect(await testOk(ended, desk().io)).toMatchObject({ ok: false, field: 'groupToken' })
    expect(JSON.stringify(lacking)).not.toContain(keys.accessToken)
  })
})

it.each([
  [102, 'auth'],
  [103, 'auth'],
  [453, 'auth'],
  [104, 'auth'],
  [10, 'forbidden'],
  [24, 'forbidden'],
  [50, 'forbidden'],
  [200, 'forbidden'],
  [402, 'forbidden'],
  [511, 'forbidden'],
  [514, 'forbidden'],
  [7, 'retry'],
  [8, 'retry'],
  [9, 'retry'],
  [11, 'retry'],
  [1, 'retry'],
  [9999, 'retry'],
  [454, 'rejected_content'],
  [455, 'unreachable_user'],
  [458, 'unreachable_user'],
  [700, 'not_found'],
  [704, 'window_closed'],
  [3, 'bug'],
])('the number %i is %s', (code, kind) => {
  const error = explainCode(code, 'TEXT', 'repeatable')
  expect(error.kind).toBe(kind)
})

it.each([7, 8, 9, 11])('the number %i says how long to wait', (code) => {
  expect(explainCode(code, 'TEXT', 'repeatable').retryAfterSeconds).toBeGreaterThanOrEqual(300)
})
