import { describe, expect, it } from 'vitest'
import { groupId, keys } from '../../test/fakes/ok-rest.ts'
import { chatId, OkLedger, useOk } from '../../test/fakes/use-ok.ts'
import type { Signal } from '../channel.ts'
import { explainCode } from './errors.ts'
import { fetchComments } from './fetch-comments.ts'
import { fetchMessages } from './fetch-messages.ts'
import { inspectOk, testOk } from './inspect.ts'
import { maintainOk } from './maintain.ts'
import { eventKey, receive } from './receive.ts'
import { sendOk } from './send.ts'
import { sessionSecretOf, signOf } from './signature.ts'

const desk = useOk()

const lookAtComments = (ledger: OkLedger) =>
  fetchComments(ledger.session(desk().settings, desk().io), groupId)
const lookAtMessages = (ledger: OkLedger) =>
  fetchMessages(ledger.session(desk().settings, desk().io), groupId)

/** What the stored bytes tell, read as the core reads them. */
function told(ledger: OkLedger): Signal[] {
  return ledger.events.flatMap((event) => {
    const outcome = receive({ ...event, id: 'e', receivedAt: new Date() })
    return outcome.kind === 'signals' ? outcome.items.filter(({ kind }) => kind !== 'object') : []
  })
}

async function answerUnder(text: string): Promise<void> {
  const target = {
    kind: 'comment' as const,
    objectId: `${groupId}/GROUP_TOPIC/65123456789012`,
    parentId: 'MTYx',
  }
  const answer = { id: 'a1', text, attachments: [], target, authorName: 'Оля' }
  await sendOk(answer, desk().settings, desk().io)
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
    await answerUnder('Есть & будет')
    expect(desk().topic.comments.at(-1)).toMatchObject({ author_id: groupId, text: 'Есть & будет' })
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
    desk().fake.rest.pageSize = 2
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

  it('whose words change there and back are told each time', async () => {
    const ledger = new OkLedger()
    await lookAtComments(ledger)
    const [comment] = desk().topic.comments
    if (!comment) throw new Error('no comment')
    for (const words of ['да', 'нет', 'да', 'нет']) {
      comment.text = words
      await lookAtComments(ledger)
    }
    const words = told(ledger).flatMap((signal) => (signal.kind === 'edited' ? signal.text : []))
    expect(words).toEqual(['да', 'нет', 'да', 'нет'])
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
    desk().fake.rest.discussions.push({
      ...desk().topic,
      object_id: '7',
      ref_objects: [{ id: '53999', type: 'GROUP' }],
    })
    await answerUnder('950 ₽')
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

  it('of a long absence are read in the order they were written', async () => {
    const ledger = new OkLedger()
    await lookAtMessages(ledger)
    desk().fake.pageSize = 20
    const all = Array.from({ length: 45 }, (_, number) => `вопрос ${number}`)
    const at = Date.now() - 50_000
    for (const [number, text] of all.entries()) desk().write(text, `mid:C1.${number}`, at + number * 1000)
    await lookAtMessages(ledger)
    const words = told(ledger).map((signal) => signal.kind === 'message' && signal.message.text)
    // A message at the edge of two pages is met twice; the core knows it by its name.
    expect([...new Set(words)]).toEqual(all)
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
    expect(all.missing.map(({ capability }) => capability)).toEqual([
      'receive_reposts',
      'receive_join_requests',
    ])
    const alone = await inspectOk(desk().settingsWith({ applicationKey: '' }), desk().io)
    expect(alone.works).not.toContain('receive_comments')
    expect(alone.missing[0]?.howToFix.ru).toContain('ok.ru/devaccess')
  })

  it('tells how many ask to join, and lacks only members where only they are refused', async () => {
    desk().fake.rest.joinRequests = 3
    desk().fake.fail('group.getMembers', 10)
    const { works, missing, notices } = await inspectOk(desk().settings, desk().io)
    expect(works).toContain('receive_reactions')
    expect(works).not.toContain('receive_members')
    expect(missing[0]).toMatchObject({ capability: 'receive_members' })
    expect(notices.map(({ ru }) => ru)).toContain('Заявок на вступление: 3. Одобряются на ok.ru.')
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
