/** Webhooks: a real receiver gets signed cards, once, in order, and is left in peace when it is down. */
import { createHmac } from 'node:crypto'
import { webhookEvents, type WebhookEvent } from '@otklik/contract'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newInterest } from '../interests/interests.fixtures.ts'
import { tellAll } from '../notices/notices.jobs.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { startReceiver, type Receiver, type Received } from './receiver.fixtures.ts'
import { sweepWebhooks } from './webhooks.jobs.ts'
import { webhookDeliveries } from './webhooks.table.ts'

const minute = 60_000
const hour = 60 * minute

describe('webhooks', () => {
  const harness = useHarness()
  let home: TestWorkspace
  let receiver: Receiver
  beforeEach(async () => {
    home = await harness().newWorkspace()
    receiver = await startReceiver()
  })
  afterEach(() => receiver.stop())

  const settle = async () => {
    await harness().drain()
    await sweepWebhooks(harness().program.platform)
    await harness().drain()
  }
  const listen = async (
    events: readonly WebhookEvent[] = webhookEvents,
    more: { sourceTypes?: string[] } = {},
  ) => home.owner.client.webhooks.create({ name: 'Учёт', url: receiver.url, events: [...events], ...more })
  const card = (inbound: Parameters<typeof newInterest>[1] = {}) =>
    home.run((ctx) => newInterest(ctx, inbound))
  const types = () => receiver.received.map(({ body }) => body.type)
  const log = async (id: string) => (await home.owner.client.webhooks.deliveries({ id })).items

  it('sends the whole card, signed', async () => {
    const { webhook, secret } = await listen()
    const text = 'Длинный отзыв. '.repeat(100)
    const id = await card({ text })
    await settle()
    const [got] = receiver.received
    expect(got?.body).toMatchObject({
      type: 'interest.created',
      workspaceId: home.id,
      data: { interest: { id, text, source: { title: 'Запись «Новая обжарка»' } } },
    })
    expect(got?.headers['otklik-event']).toBe('interest.created')
    expect(isSigned(got, secret)).toBe(true)
    expect(isSigned(got, 'whsec_another')).toBe(false)
    const [delivery] = await log(webhook.id)
    expect(delivery).toMatchObject({
      id: got?.headers['otklik-delivery'],
      state: 'delivered',
      attempts: 1,
      status: 204,
      error: null,
      nextTryAt: null,
    })
    expect(
      await home.owner.client.webhooks.delivery({ id: webhook.id, deliveryId: delivery?.id ?? '' }),
    ).toMatchObject({ request: got?.raw, answer: '' })
  })

  it('tells the life of a card in order, each event once', async () => {
    await listen()
    const id = await card()
    await home.owner.client.interests.claim({ id })
    await home.owner.client.interests.update({ id, level: 'negative' })
    await home.owner.client.interests.process({ id, way: 'no_reply_needed', reason: 'спам' })
    await home.owner.client.interests.reopen({ id })
    await settle()
    await settle()
    expect(types()).toEqual([
      'interest.created',
      'interest.claimed',
      'interest.changed',
      'interest.processed',
      'interest.reopened',
    ])
    expect(new Set(receiver.received.map(({ body }) => body.id)).size).toBe(5)
  })

  it('sends only what was asked for, and writes nothing when nobody listens', async () => {
    const rows = () => home.run((ctx) => ctx.db.select().from(webhookDeliveries))
    await card()
    expect(await rows()).toEqual([])
    const { webhook } = await listen(['interest.created'], { sourceTypes: ['avito'] })
    await card({ sourceType: 'vk' })
    const id = await card({ sourceType: 'avito' })
    await home.owner.client.interests.claim({ id })
    expect((await rows()).map(({ interestId }) => interestId)).toEqual([id])
    await home.owner.client.webhooks.update({ id: webhook.id, active: false })
    await card({ sourceType: 'avito' })
    expect(await rows()).toHaveLength(1)
  })

  it('tries again with the same body, later and later, and gives up after eight tries', async () => {
    const { webhook, secret } = await listen(['interest.created'])
    receiver.answer = () => ({ status: 500, body: 'сломалось' })
    await card()
    await settle()
    for (const wait of [0.5, 2, 10, 30, 120, 360, 1440]) {
      const before = receiver.received.length
      harness().clock.advance(wait * minute - 1000)
      await settle()
      expect(receiver.received).toHaveLength(before)
      harness().clock.advance(1000)
      await settle()
      // The webhook itself may rest a little longer than this delivery.
      if (receiver.received.length === before) {
        harness().clock.advance(10 * minute)
        await settle()
      }
      expect(receiver.received).toHaveLength(before + 1)
    }
    expect(new Set(receiver.received.map(({ raw }) => raw)).size).toBe(1)
    expect(receiver.received.every((got) => isSigned(got, secret))).toBe(true)
    expect(await log(webhook.id)).toMatchObject([
      { state: 'failed', attempts: 8, status: 500, error: 'STATUS: 500', nextTryAt: null },
    ])
  })

  it('keeps the order of one card and lets others pass', async () => {
    await listen()
    const first = await card({ text: 'первая' })
    receiver.answer = ({ body }) => ({
      status: body.data.interest?.id === first && types().length < 3 ? 503 : 200,
    })
    await settle()
    await home.owner.client.interests.claim({ id: first })
    await card({ text: 'вторая' })
    await settle()
    expect(receiver.received.map(({ body }) => [body.type, body.data.interest?.text])).toEqual([
      ['interest.created', 'первая'],
      ['interest.created', 'вторая'],
    ])
    harness().clock.advance(minute)
    await settle()
    expect(types().slice(2)).toEqual(['interest.created', 'interest.claimed'])
  })

  it('switches a dead receiver off after a day, tells administrators, and goes on when switched on again', async () => {
    const manager = await home.join('manager')
    const { webhook } = await listen(['interest.created'])
    receiver.answer = () => ({ status: 500 })
    for (let n = 0; n < 9; n++) await card()
    for (let n = 0; n < 26; n++) {
      await settle()
      harness().clock.advance(hour)
    }
    await settle()
    // Nine cards and eight tries each are not called for while it rests.
    expect(receiver.received.length).toBeLessThan(50)
    expect(await home.owner.client.webhooks.get({ id: webhook.id })).toMatchObject({
      state: 'stopped',
      lastError: 'STATUS: 500',
    })
    await tellAll(harness().program.platform, home.id)
    const stops = async (person: typeof manager) =>
      (await person.client.notices.list({})).items.filter(({ kind }) => kind === 'webhook_stopped')
    expect(await stops(home.owner)).toMatchObject([{ who: 'Учёт' }])
    expect(await stops(manager)).toEqual([])
    receiver.answer = () => ({ status: 200 })
    receiver.received.length = 0
    await home.owner.client.webhooks.update({ id: webhook.id, active: true })
    harness().clock.advance(25 * hour)
    await settle()
    expect(receiver.received).toHaveLength(9)
    expect(await home.owner.client.webhooks.get({ id: webhook.id })).toMatchObject({
      state: 'active',
      failures: 0,
      waiting: 0,
    })
  })

  it('follows no redirects and keeps the beginning of a long answer', async () => {
    const { webhook } = await listen()
    receiver.answer = () => ({
      status: 302,
      headers: { location: `${receiver.url}/elsewhere` },
      body: 'ж'.repeat(20_000),
    })
    expect(await home.owner.client.webhooks.test({ id: webhook.id })).toMatchObject({
      type: 'webhook.test',
      state: 'failed',
      status: 302,
      error: 'STATUS: 302',
    })
    expect(receiver.received).toHaveLength(1)
    const [trial] = await log(webhook.id)
    const { answer } = await home.owner.client.webhooks.delivery({
      id: webhook.id,
      deliveryId: trial?.id ?? '',
    })
    expect(Buffer.byteLength(answer ?? '')).toBeLessThanOrEqual(16 * 1024)
    expect(answer).toMatch(/^ж{8000}/)
  })

  it('signs with both secrets for a day after a change', async () => {
    const { webhook, secret } = await listen()
    const { secret: newer } = await home.owner.client.webhooks.rotateSecret({ id: webhook.id })
    expect(newer).not.toBe(secret)
    await home.owner.client.webhooks.test({ id: webhook.id })
    expect([isSigned(receiver.received[0], secret), isSigned(receiver.received[0], newer)]).toEqual([
      true,
      true,
    ])
    harness().clock.advance(25 * hour)
    await home.owner.client.webhooks.test({ id: webhook.id })
    expect([isSigned(receiver.received[1], secret), isSigned(receiver.received[1], newer)]).toEqual([
      false,
      true,
    ])
    expect(JSON.stringify(await home.owner.client.webhooks.list({}))).not.toContain('whsec_')
  })

  it('sends one again on request, as it was', async () => {
    const { webhook } = await listen(['interest.created'])
    const id = await card()
    await settle()
    await home.owner.client.interests.claim({ id })
    const [delivery] = await log(webhook.id)
    await home.owner.client.webhooks.redeliver({ id: webhook.id, deliveryId: delivery?.id ?? '' })
    await settle()
    expect(receiver.received).toHaveLength(2)
    expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw)
    expect(receiver.received[1]?.headers['otklik-delivery']).toBe(delivery?.id)
  })

  it('tells of every card of a mass change and of its undo', async () => {
    const ids = [await card(), await card(), await card()]
    await listen(['interest.processed', 'interest.changed'])
    const { undoId } = await home.owner.client.interests.bulk({
      selection: { ids },
      action: { kind: 'process', reason: 'старое' },
    })
    await settle()
    expect(new Set(receiver.received.map(({ body }) => body.data.interest?.id))).toEqual(new Set(ids))
    expect(receiver.received).toHaveLength(3)
    expect(new Set(types())).toEqual(new Set(['interest.processed']))
    await home.owner.client.interests.undo({ id: undoId ?? '' })
    await settle()
    expect(types().slice(3)).toEqual(['interest.changed', 'interest.changed', 'interest.changed'])
  })

  it('sends the cards of a period, with a count first', async () => {
    const old = await card({ occurredAt: new Date('2026-03-05T10:00:00Z'), sourceType: 'vk' })
    await card({ occurredAt: new Date('2026-03-06T10:00:00Z'), sourceType: 'ok' })
    await card({ occurredAt: new Date('2026-05-01T10:00:00Z'), sourceType: 'vk' })
    const { webhook } = await listen(['interest.created'], { sourceTypes: ['vk'] })
    const period = { id: webhook.id, from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }
    expect(await home.owner.client.webhooks.countPast(period)).toEqual({ count: 1 })
    await expect(home.owner.client.webhooks.sendPast({ ...period, expected: 0 })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const operation = await home.owner.client.webhooks.sendPast({ ...period, expected: 1 })
    await settle()
    expect(await home.owner.client.operations.get({ id: operation.id })).toMatchObject({
      state: 'done',
      done: 1,
      total: 1,
      outcome: { queued: 1 },
    })
    expect(receiver.received.map(({ body }) => [body.type, body.data.interest?.id])).toEqual([
      ['interest.copied', old],
    ])
  })

  it('is for owners and administrators of this workspace', async () => {
    const { webhook } = await listen()
    const { id } = webhook
    const outsider = (await harness().newWorkspace()).owner
    for (const role of ['head', 'manager', 'quality_control', 'analyst'] as const) {
      const person = await home.join(role)
      await expect(person.client.webhooks.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
      await expect(person.client.webhooks.rotateSecret({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await expect(outsider.client.webhooks.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(outsider.client.webhooks.test({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(harness().stranger.webhooks.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    await expect((await home.join('administrator')).client.webhooks.remove({ id })).resolves.toEqual({
      ok: true,
    })
    const { items } = await home.owner.client.audit.list({ objectKind: 'webhook' })
    expect(items.map(({ action }) => action)).toEqual(['webhook.removed', 'webhook.created'])
  })
})

describe('addresses inside our network', () => {
  const harness = useHarness({ env: { OTKLIK_ALLOW_NETWORKS: '' } })

  it('are refused when typed and when a name leads there', async () => {
    const home = await harness().newWorkspace()
    const receiver = await startReceiver()
    const at = (url: string) =>
      home.owner.client.webhooks.create({ name: 'Внутрь', url, events: ['interest.created'] })
    await expect(at(receiver.url)).rejects.toMatchObject({ code: 'INVALID' })
    await expect(at('http://169.254.169.254/latest/meta-data')).rejects.toMatchObject({ code: 'INVALID' })
    await expect(at('http://[::1]:80/')).rejects.toMatchObject({ code: 'INVALID' })
    const { webhook } = await at(receiver.url.replace('127.0.0.1', 'localhost'))
    const trial = await home.owner.client.webhooks.test({ id: webhook.id })
    expect(trial).toMatchObject({ state: 'failed', status: null })
    expect(trial.error).toMatch(/^ADDRESS_NOT_ALLOWED/)
    expect(receiver.received).toEqual([])
    await receiver.stop()
  })
})

function isSigned(got: Received | undefined, secret: string): boolean {
  const parts = String(got?.headers['otklik-signature'])
    .split(',')
    .map((part) => part.split('='))
  const at = parts.find(([name]) => name === 't')?.[1]
  const right = createHmac('sha256', secret).update(`${at}.${got?.raw}`).digest('hex')
  return parts.some(([name, value]) => name === 'v1' && value === right)
}
