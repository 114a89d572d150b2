import { describe, expect, it } from 'vitest'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { signBody } from './api/signature.ts'

const harness = useHarness()

async function sandbox(workspace: TestWorkspace) {
  return workspace.owner.client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
}

function comment(id: string, text = 'Сколько стоит доставка?') {
  return JSON.stringify({ id, kind: 'comment', text, author: { id: 'ivan', name: 'Иван Петров' } })
}

function pathOf(hookUrl: string | null): string {
  return new URL(hookUrl ?? '').pathname
}

function push(
  hookUrl: string | null,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return harness().request(pathOf(hookUrl), {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

describe('a push', () => {
  it('is stored, answered and becomes a card', async () => {
    const workspace = await harness().newWorkspace()
    const channel = await sandbox(workspace)
    const response = await push(channel.hookUrl, comment('c1'))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ repeated: false })
    await harness().drain()
    const feed = await workspace.owner.client.interests.list({})
    expect(feed.items).toHaveLength(1)
    expect(feed.items[0]).toMatchObject({
      text: 'Сколько стоит доставка?',
      sourceType: 'sandbox',
      author: { name: 'Иван Петров' },
    })
    const events = await workspace.owner.client.channels.events({ id: channel.id })
    expect(events.items).toMatchObject([{ state: 'done', interestIds: [feed.items[0]?.id] }])
    expect((await workspace.owner.client.channels.get({ id: channel.id })).lastEventAt).not.toBeNull()
  })

  it('sent fifty times at once is one event and one card', async () => {
    const workspace = await harness().newWorkspace()
    const channel = await sandbox(workspace)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => push(channel.hookUrl, comment('same'))),
    )
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as {
      id: string
      repeated: boolean
    }[]
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1)
    expect(bodies.filter(({ repeated }) => !repeated)).toHaveLength(1)
    await harness().drain()
    expect((await workspace.owner.client.interests.list({})).items).toHaveLength(1)
    expect((await workspace.owner.client.channels.events({ id: channel.id })).items).toHaveLength(1)
  })

  it('larger than the row holds is kept whole in the file store', async () => {
    const workspace = await harness().newWorkspace()
    const channel = await sandbox(workspace)
    const body = JSON.stringify({ id: 'big', kind: 'ping', filler: 'я'.repeat(200_000) })
    expect((await push(channel.hookUrl, body)).status).toBe(200)
    await harness().drain()
    const [event] = (await workspace.owner.client.channels.events({ id: channel.id })).items
    expect(event).toMatchObject({ state: 'ignored', ignored: 'ping', size: Buffer.byteLength(body) })
    const raw = await workspace.owner.request(event?.rawUrl ?? '')
    expect(raw.headers.get('content-disposition')).toContain('attachment')
    expect(raw.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await raw.text()).toBe(body)
  })

  it('of 50 MB is refused in words and nothing is stored', async () => {
    const workspace = await harness().newWorkspace()
    const channel = await sandbox(workspace)
    const response = await push(channel.hookUrl, new Uint8Array(50 * 1024 * 1024))
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'TOO_LARGE', message: 'At most 1 MB' })
    expect((await workspace.owner.client.channels.events({ id: channel.id })).items).toHaveLength(0)
  })

  it('to a paused channel is stored and read when the channel goes on', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const channel = await sandbox(workspace)
    await client.channels.pause({ id: channel.id })
    expect((await push(channel.hookUrl, comment('later'))).status).toBe(200)
    await harness().drain()
    expect((await client.interests.list({})).items).toHaveLength(0)
    await client.channels.resume({ id: channel.id })
    await harness().drain()
    expect((await client.interests.list({})).items).toHaveLength(1)
  })
})

describe('a poison event', () => {
  it('is parked with words, counted, and blocks nobody', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const channel = await sandbox(workspace)
    await push(channel.hookUrl, '{"id": "x", "kind": "dance"')
    await push(channel.hookUrl, comment('after'))
    await harness().drain()
    expect((await client.interests.list({})).items).toHaveLength(1)
    expect((await client.channels.get({ id: channel.id })).parkedCount).toBe(1)
    const { items } = await client.channels.events({ id: channel.id, state: 'parked' })
    expect(items).toMatchObject([
      { attempts: 1, error: { ru: 'Это не JSON в кодировке UTF-8' }, preview: '{"id": "x", "kind": "dance"' },
    ])
  })

  it('can be read again, one or all; what is still unreadable is parked again', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const channel = await sandbox(workspace)
    await push(channel.hookUrl, 'one')
    await push(channel.hookUrl, 'two')
    await harness().drain()
    const [parked] = (await client.channels.events({ id: channel.id, state: 'parked' })).items
    const put = await client.channels.replay({ id: channel.id, eventId: parked?.id ?? '' })
    expect(put).toMatchObject({ state: 'stored', attempts: 0, error: null })
    await harness().drain()
    expect(await client.channels.replayAll({ id: channel.id })).toEqual({ queued: 2 })
    await harness().drain()
    expect((await client.channels.get({ id: channel.id })).parkedCount).toBe(2)
  })
})

describe('a signed hook', () => {
  const secret = 'a-secret-of-the-site-0123456789'
  const body = JSON.stringify([
    {
      externalId: 'f-1',
      activityClass: 'site_form',
      action: 'question',
      text: 'Есть ли доставка?',
      author: { email: 'Maria@Example.ru', name: 'Мария' },
    },
  ])

  async function signed(workspace: TestWorkspace) {
    return workspace.owner.client.channels.create({ kind: 'api', name: 'Сайт', values: { secret } })
  }

  it('with the right signature becomes a card that can be answered by mail', async () => {
    const workspace = await harness().newWorkspace()
    const channel = await signed(workspace)
    const signature = signBody(body, secret, harness().clock.now())
    expect((await push(channel.hookUrl, body, { 'otklik-signature': signature })).status).toBe(200)
    await harness().drain()
    const [card] = (await workspace.owner.client.interests.list({})).items
    expect(card).toMatchObject({ text: 'Есть ли доставка?', author: { email: 'maria@example.ru' } })
  })

  it.each([
    ['no signature', () => ({})],
    [
      'another secret',
      () => ({ 'otklik-signature': signBody(body, 'another-secret-0123456789', harness().clock.now()) }),
    ],
    [
      'an old signature',
      () => ({
        'otklik-signature': signBody(body, secret, new Date(harness().clock.now().getTime() - 6 * 60_000)),
      }),
    ],
    [
      'a signature of another body',
      () => ({ 'otklik-signature': signBody(`${body} `, secret, harness().clock.now()) }),
    ],
  ])('with %s is answered like an unknown address and not stored', async (_name, headers) => {
    const workspace = await harness().newWorkspace()
    const channel = await signed(workspace)
    const forged = await push(channel.hookUrl, body, headers())
    const unknown = await harness().request('/hooks/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', {
      method: 'POST',
      body,
    })
    expect(forged.status).toBe(404)
    expect(await forged.json()).toEqual(await unknown.json())
    expect((await workspace.owner.client.channels.events({ id: channel.id })).items).toHaveLength(0)
  })

  it('with a signature of another channel is refused', async () => {
    const workspace = await harness().newWorkspace()
    const other = await workspace.owner.client.channels.create({
      kind: 'api',
      name: 'Другой сайт',
      values: { secret: 'quite-another-secret-42' },
    })
    const signature = signBody(body, secret, harness().clock.now())
    expect((await push(other.hookUrl, body, { 'otklik-signature': signature })).status).toBe(404)
  })

  it('with a body it cannot read is told so and keeps it parked', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const channel = await client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
    const response = await push(channel.hookUrl, '{"text": 5}')
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'BAD_EVENT' })
    const { items } = await client.channels.events({ id: channel.id, state: 'parked' })
    expect(items).toMatchObject([{ preview: '{"text": 5}' }])
  })

  it('with a used Idempotency-Key and another body is refused, and the body is kept to be read', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const channel = await client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
    const key = { 'idempotency-key': 'order-7' }
    const other = body.replace('Есть ли доставка?', 'Сколько стоит?')
    expect((await push(channel.hookUrl, body, key)).status).toBe(200)
    expect(await (await push(channel.hookUrl, body, key)).json()).toMatchObject({ repeated: true })
    for (let time = 0; time < 2; time++) {
      const refused = await push(channel.hookUrl, other, key)
      expect(refused.status).toBe(422)
      expect(await refused.json()).toMatchObject({
        code: 'INVALID',
        data: { fields: { 'idempotency-key': 'reused' } },
      })
    }
    const { items } = await client.channels.events({ id: channel.id, state: 'parked' })
    expect(items).toHaveLength(1)
    expect(await (await workspace.owner.request(items[0]?.rawUrl ?? '')).text()).toBe(other)
    await harness().drain()
    expect((await client.interests.list({})).items).toMatchObject([{ text: 'Есть ли доставка?' }])
  })

  it('corrected after a refusal is taken with the same Idempotency-Key', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const channel = await client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
    const key = { 'idempotency-key': 'order-8' }
    expect((await push(channel.hookUrl, '{"text": 5}', key)).status).toBe(400)
    expect(await (await push(channel.hookUrl, body, key)).json()).toMatchObject({ repeated: false })
    await harness().drain()
    expect((await client.interests.list({})).items).toMatchObject([{ text: 'Есть ли доставка?' }])
  })
})
