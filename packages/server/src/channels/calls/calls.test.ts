import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { useHarness, type TestWorkspace } from '../../test/harness.ts'

const harness = useHarness()
const secret = 'a-secret-of-the-switchboard'
const phone = '+79161234567'
const recording = 'https://pbx.example.ru/records/1.mp3'

/** An event of our own format about a client's call. */
type Event = Record<string, string | number>
const ringing = (callId = 'c1', at = '2026-11-22T09:00:00Z'): Event => ({
  event: 'incoming',
  callId,
  phone,
  line: '+74950000000',
  at,
})
const answered: Event = { event: 'answered', callId: 'c1', operator: 'Анна', at: '2026-11-22T09:00:10Z' }
const ended: Event = { event: 'ended', callId: 'c1', duration: 192, at: '2026-11-22T09:03:22Z' }
const recorded: Event = {
  event: 'recorded',
  callId: 'c1',
  recordingUrl: recording,
  at: '2026-11-22T09:04:00Z',
}
const missed = (callId = 'c1', at = '2026-11-22T09:00:30Z'): Event => ({
  event: 'missed',
  callId,
  direction: 'in',
  phone,
  at,
})

interface Switchboard {
  workspace: TestWorkspace
  channelId: string
  hook: string
}

async function connect(values: Record<string, string> = { service: 'own', secret }): Promise<Switchboard> {
  const workspace = await harness().newWorkspace()
  const channel = await workspace.owner.client.channels.create({ kind: 'calls', name: 'Телефония', values })
  return { workspace, channelId: channel.id, hook: new URL(channel.hookUrl ?? '').pathname }
}

function signed(body: string, key = secret, at = harness().clock.now()): Record<string, string> {
  const time = Math.floor(at.getTime() / 1000)
  const hash = createHmac('sha256', key).update(`${time}.${body}`).digest('hex')
  return { 'content-type': 'application/json', 'otklik-signature': `t=${time},v1=${hash}` }
}

function push(hook: string, body: string, headers: Record<string, string>): Promise<Response> {
  return harness().request(hook, { method: 'POST', body, headers })
}

async function tell({ hook }: Switchboard, ...events: Event[]): Promise<void> {
  for (const event of events) {
    const body = JSON.stringify(event)
    expect((await push(hook, body, signed(body))).status).toBe(200)
  }
  await harness().drain()
}

async function cardsOf({ workspace }: Switchboard) {
  const { client } = workspace.owner
  const { items } = await client.interests.list({ order: 'oldest' })
  return Promise.all(items.map(({ id }) => client.interests.get({ id })))
}

async function cardOf(board: Switchboard) {
  const cards = await cardsOf(board)
  expect(cards).toHaveLength(1)
  const [card] = cards
  if (!card) throw new Error('no card')
  return card
}

/** What must not depend on the order of events. */
async function lookAt(board: Switchboard) {
  const { action, occurredAt, fields, source, processed, proofs } = await cardOf(board)
  return {
    action,
    occurredAt,
    fields,
    url: source.url,
    processed: processed !== null,
    proofs: proofs.map(({ url }) => url),
  }
}

describe('a call', () => {
  it('is one card from the first bell to the recording, processed by whoever spoke', async () => {
    const board = await connect()
    await tell(board, ringing())
    expect(await cardOf(board)).toMatchObject({
      sourceType: 'phone',
      activityClass: 'site_form',
      action: 'call',
      processed: null,
      reply: { way: 'call', url: `tel:${phone}`, enabled: true },
    })
    await tell(board, answered, ended, recorded)
    const card = await cardOf(board)
    expect(card).toMatchObject({
      action: 'call',
      source: { url: recording },
      occurredAt: '2026-11-22T09:00:00.000Z',
      processed: { way: 'answer', by: { name: 'Анна' } },
      proofs: [{ kind: 'link', url: recording, title: 'Запись разговора' }],
      fields: [
        { name: 'Направление', value: 'входящий' },
        { name: 'Итог', value: 'разговор состоялся' },
        { name: 'На номер', value: '+74950000000' },
        { name: 'Кто ответил', value: 'Анна' },
        { name: 'Длительность', value: '3 мин 12 с' },
        { name: 'Запись', value: recording },
      ],
    })
  })

  it('comes out the same in every order of its events, each repeated', async () => {
    const events = [ringing(), answered, ended, recorded]
    const straight = await connect()
    await tell(straight, ...events)
    const wanted = await lookAt(straight)
    for (const order of [
      events.toReversed(),
      [recorded, ended, ringing(), answered],
      [ended, recorded, ringing(), answered],
    ]) {
      const board = await connect()
      await tell(board, ...order)
      await tell(board, ...order, ...order)
      expect(await lookAt(board)).toEqual(wanted)
    }
  })

  it('told fifty times at once is one event and one card', async () => {
    const board = await connect()
    const body = JSON.stringify(missed())
    const answers = await Promise.all(Array.from({ length: 50 }, () => push(board.hook, body, signed(body))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    await harness().drain()
    expect((await cardOf(board)).action).toBe('missed_call')
    const events = await board.workspace.owner.client.channels.events({ id: board.channelId })
    expect(events.items).toHaveLength(1)
  })

  it('of a known number is of the same person as a form with that number', async () => {
    const board = await connect()
    const { client } = board.workspace.owner
    const site = await client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
    const form = JSON.stringify({
      sourceType: 'site_form',
      activityClass: 'site_form',
      action: 'form_submission',
      author: { name: 'Мария', phone: '8 (916) 123-45-67' },
      text: 'Перезвоните',
    })
    await push(new URL(site.hookUrl ?? '').pathname, form, { 'content-type': 'application/json' })
    await tell(board, ringing())
    const [one, other] = await cardsOf(board)
    expect(one?.author?.contactId).toBeTruthy()
    expect(one?.author?.contactId).toBe(other?.author?.contactId)
  })

  it('from a hidden number is a card of nobody', async () => {
    const board = await connect()
    await tell(board, { ...missed(), phone: 'anonymous' })
    expect(await cardOf(board)).toMatchObject({ action: 'missed_call', author: null })
  })
})

describe('a missed call', () => {
  it('waits as work above a call, and its last word beats an earlier one', async () => {
    const board = await connect()
    await tell(board, ringing(), answered)
    expect((await cardOf(board)).processed).not.toBeNull()
    await tell(board, missed())
    const card = await cardOf(board)
    expect(card).toMatchObject({ action: 'missed_call', processed: null })
    expect(card.intent.weight).toBeGreaterThan(95)
    await tell(board, { ...answered, at: '2026-11-22T09:00:11Z' })
    expect(await cardOf(board)).toMatchObject({ action: 'missed_call', processed: null })
  })

  const back: Event = {
    event: 'ended',
    callId: 'back',
    direction: 'out',
    phone: '89161234567',
    operator: 'Олег',
    duration: 40,
    startedAt: '2026-11-22T10:00:00Z',
    at: '2026-11-22T10:01:00Z',
  }

  it('is answered by a call back to the same number, whichever becomes known first', async () => {
    for (const order of [
      [missed(), back],
      [back, missed()],
    ]) {
      const board = await connect()
      await tell(board, ...order)
      const [waiting, ours] = await cardsOf(board)
      expect(waiting).toMatchObject({
        action: 'missed_call',
        processed: { way: 'answer', by: { name: 'Олег' } },
      })
      expect(ours).toMatchObject({ action: 'outgoing_call', processed: { way: 'no_reply_needed' } })
    }
  })

  it('stays open when nobody was reached, or the talk was before it, or with somebody else', async () => {
    const board = await connect()
    await tell(
      board,
      missed(),
      { ...back, callId: 'b1', duration: 0 },
      { ...back, callId: 'b2', startedAt: '2026-11-22T08:00:00Z' },
      { ...back, callId: 'b3', phone: '+79990000000' },
    )
    const waiting = (await cardsOf(board)).filter(({ action }) => action === 'missed_call')
    expect(waiting).toMatchObject([{ processed: null }])
  })

  it('opened again by a person is not closed by a recording that comes late', async () => {
    const board = await connect()
    await tell(board, ringing(), answered, ended)
    const { id } = await cardOf(board)
    await board.workspace.owner.client.interests.reopen({ id })
    await tell(board, recorded)
    const card = await cardOf(board)
    expect(card).toMatchObject({ processed: null, proofs: [{ url: recording }] })
  })
})

describe('the door', () => {
  it('refuses a forged signature, a wrong secret and an old request like an unknown address', async () => {
    const board = await connect()
    const body = JSON.stringify(ringing())
    const old = new Date(harness().clock.now().getTime() - 6 * 60_000)
    const forged = [
      {},
      signed(body, 'another-secret-entirely'),
      signed(body, secret, old),
      signed(`${body} `),
      { 'otklik-signature': 't=1,v1=' },
    ]
    for (const headers of forged) expect((await push(board.hook, body, headers)).status).toBe(404)
    await harness().drain()
    expect(await cardsOf(board)).toEqual([])
  })

  it('keeps an unknown event without a card, and parks broken JSON with words', async () => {
    const board = await connect()
    await tell(board, { event: 'transferred', callId: 'c1' })
    const broken = '{"event":"missed"'
    const answer = await push(board.hook, broken, signed(broken))
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('The body is not JSON')
    const events = await board.workspace.owner.client.channels.events({ id: board.channelId })
    expect(events.items).toMatchObject([
      { state: 'parked', error: { ru: 'Тело запроса не JSON' } },
      { state: 'ignored', ignored: 'unknown_kind:transferred' },
    ])
    expect(await cardsOf(board)).toEqual([])
  })

  it('knows no tails and no questions of other kinds of channels', async () => {
    const { owner } = await harness().newWorkspace()
    const channel = await owner.client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
    const hook = new URL(channel.hookUrl ?? '').pathname
    expect((await push(`${hook}/events/call`, '{}', {})).status).toBe(404)
    expect((await harness().request(`${hook}?zd_echo=1`)).status).toBe(404)
  })

  it('asks for what the service needs', async () => {
    const { owner } = await harness().newWorkspace()
    const create = (values: Record<string, string>) =>
      owner.client.channels.create({ kind: 'calls', name: 'АТС', values })
    await expect(create({ service: 'mango', secret: 'mango-salt' })).rejects.toMatchObject({
      data: { fields: { key: 'required' } },
    })
    await expect(create({ service: 'own', secret: 'too-short' })).rejects.toMatchObject({
      data: { fields: { secret: 'too_small' } },
    })
  })
})

describe('Zadarma', () => {
  const key = 'zadarma-secret'
  const call = {
    pbx_call_id: 'in_1',
    caller_id: phone,
    called_did: '74950000000',
    call_start: '2026-11-22 12:00:00',
  }
  const sign = (text: string, by = key) =>
    Buffer.from(createHmac('sha1', by).update(text).digest('hex')).toString('base64')
  const send = (hook: string, fields: Record<string, string>, signature: string) =>
    push(hook, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      signature,
    })

  it('gives back the word the address is checked with, and no markup', async () => {
    const { hook } = await connect({ service: 'zadarma', secret: key })
    const echo = await harness().request(`${hook}?zd_echo=abc123`)
    expect(echo.status).toBe(200)
    expect(echo.headers.get('content-type')).toContain('text/plain')
    expect(await echo.text()).toBe('abc123')
    expect((await harness().request(`${hook}?zd_echo=%3Cscript%3E`)).status).toBe(404)
    expect((await harness().request(hook)).status).toBe(404)
  })

  it('tells of an answered call and its recording by signed forms; a forged one is refused', async () => {
    const board = await connect({ service: 'zadarma', secret: key })
    const start = sign(`${phone}74950000000${call.call_start}`)
    expect((await send(board.hook, { event: 'NOTIFY_START', ...call }, sign('x'))).status).toBe(404)
    expect((await send(board.hook, { event: 'NOTIFY_DANCE', ...call }, start)).status).toBe(200)
    const first = await send(board.hook, { event: 'NOTIFY_START', ...call }, start)
    expect(await first.text()).toBe('{}')
    await send(
      board.hook,
      { event: 'NOTIFY_END', ...call, internal: '101', duration: '65', disposition: 'answered' },
      start,
    )
    await send(
      board.hook,
      { event: 'NOTIFY_RECORD', pbx_call_id: 'in_1', call_id_with_rec: '17.5' },
      sign('in_117.5'),
    )
    await harness().drain()
    const card = await cardOf(board)
    expect(card).toMatchObject({ action: 'call', processed: { way: 'answer', by: { name: '101' } } })
    expect(card.fields).toContainEqual({ name: 'Запись', value: '№ 17.5' })
    const events = await board.workspace.owner.client.channels.events({ id: board.channelId })
    expect(events.items.map(({ state }) => state).toSorted()).toEqual(['done', 'done', 'done', 'ignored'])
  })
})

describe('MANGO OFFICE', () => {
  const values = { service: 'mango', key: 'mango-code', secret: 'mango-salt' }
  const send = (hook: string, path: string, json: string, salt = values.secret) =>
    push(
      `${hook}/${path}`,
      new URLSearchParams({
        vpbx_api_key: values.key,
        sign: createHash('sha256').update(`${values.key}${json}${salt}`).digest('hex'),
        json,
      }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    )

  it('appends the kind of the event to the address: a missed call waits, a recorded talk is proven', async () => {
    const board = await connect(values)
    const summary = (entry_id: string, talk_time: number) =>
      JSON.stringify({
        entry_id,
        call_direction: 1,
        from: { number: '79161234567' },
        to: { extension: '101' },
        line_number: '74950000000',
        create_time: 1795341600,
        talk_time,
        end_time: 1795341700,
        entry_result: talk_time === 0 ? 0 : 1,
      })
    const recordingDone = JSON.stringify({
      entry_id: 'e1',
      recording_id: 'r1',
      recording_state: 'Completed',
      completion_code: 1000,
    })
    expect((await send(board.hook, 'events/summary', summary('e1', 1795341615), 'wrong')).status).toBe(404)
    expect((await send(board.hook, 'events/recording', recordingDone)).status).toBe(200)
    expect((await send(board.hook, 'events/summary', summary('e1', 1795341615))).status).toBe(200)
    expect((await send(board.hook, 'events/summary', '{"entry_id"')).status).toBe(200)
    await harness().drain()
    expect(await cardOf(board)).toMatchObject({
      action: 'call',
      processed: { way: 'proof', by: { name: '101' } },
      proofs: [{ url: 'https://app.mango-office.ru/vpbx/queries/recording/issa/r1/play' }],
    })
    expect((await send(board.hook, 'events/summary', summary('e2', 0))).status).toBe(200)
    await harness().drain()
    const open = (await cardsOf(board)).filter(({ processed }) => processed === null)
    expect(open).toMatchObject([{ action: 'missed_call' }])
    const events = await board.workspace.owner.client.channels.events({
      id: board.channelId,
      state: 'parked',
    })
    expect(events.items).toMatchObject([{ error: { ru: 'Тело запроса не JSON' } }])
  })
})
