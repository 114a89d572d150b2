import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { useHarness } from '../test/harness.ts'
import { channels, inboundEvents } from './channels.table.ts'
import { storeEvent } from './ledger.ts'
import { sweepChannels } from './sweep.ts'

const harness = useHarness()
const secret = 'a-secret-of-the-site-0123456789'
const question = { activityClass: 'site_form' as const, action: 'question', text: 'Есть доставка?' }

describe('a channel', () => {
  it('keeps its secret to itself, sealed for this channel alone', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const made = await client.channels.create({ kind: 'api', name: 'Сайт', values: { secret } })
    expect(made).toMatchObject({ settings: {}, secretsSet: ['secret'], state: 'working' })
    const shown = JSON.stringify([
      made,
      await client.channels.list(),
      await client.channels.get({ id: made.id }),
      await client.audit.list({}),
    ])
    expect(shown).not.toContain(secret)
    const [row] = await workspace.run((ctx) => ctx.db.select().from(channels).where(eq(channels.id, made.id)))
    expect(row?.secrets).not.toContain(secret)
    const other = await client.channels.create({
      kind: 'api',
      name: 'Другой',
      values: { secret: `${secret}-2` },
    })
    await workspace.run((ctx) =>
      ctx.db
        .update(channels)
        .set({ secrets: row?.secrets ?? null })
        .where(eq(channels.id, other.id)),
    )
    await expect(client.channels.get({ id: other.id })).rejects.toMatchObject({ status: 500 })
  })

  it('keeps a secret that the form did not send, and takes a new one', async () => {
    const { client } = (await harness().newWorkspace()).owner
    const made = await client.channels.create({ kind: 'api', name: 'Сайт', values: { secret } })
    expect(await client.channels.update({ id: made.id, name: 'Магазин', values: {} })).toMatchObject({
      name: 'Магазин',
      secretsSet: ['secret'],
    })
    await expect(client.channels.update({ id: made.id, values: { secret: 'short' } })).rejects.toMatchObject({
      code: 'INVALID',
      data: { fields: { secret: 'too_small' } },
    })
  })

  it('gives a saved secret to no other server than it was typed for', async () => {
    const { client } = (await harness().newWorkspace()).owner
    const values = { address: 'shop@example.test', imapHost: 'mail.example.test' }
    const { id } = await client.channels.create({
      kind: 'email',
      name: 'Почта',
      values: { ...values, password: secret },
    })
    const moved = { ...values, imapHost: 'thief.example.test' }
    const refusal = { code: 'INVALID', data: { fields: { password: 'The server changed: type it again' } } }
    await expect(client.channels.update({ id, values: moved })).rejects.toMatchObject(refusal)
    await expect(client.channels.test({ id, kind: 'email', values: moved })).rejects.toMatchObject(refusal)
    expect(await client.channels.update({ id, values: { ...values, fromName: 'Полдень' } })).toMatchObject({
      settings: { fromName: 'Полдень' },
    })
    expect(await client.channels.update({ id, values: { ...moved, password: secret } })).toMatchObject({
      settings: { imapHost: 'thief.example.test' },
    })
  })

  it('says which field is wrong', async () => {
    const { client } = (await harness().newWorkspace()).owner
    await expect(
      client.channels.create({ kind: 'sandbox', name: 'П', values: { deliverTo: 'not an address' } }),
    ).rejects.toMatchObject({
      data: { fields: { deliverTo: 'invalid_format' } },
    })
    await expect(
      client.channels.create({ kind: 'sandbox', name: 'П', values: { colour: 'red' } }),
    ).rejects.toMatchObject({ data: { fields: { colour: 'unknown' } } })
    await expect(client.channels.create({ kind: 'fax', name: 'П', values: {} })).rejects.toMatchObject({
      data: { fields: { kind: 'unknown' } },
    })
  })

  it('is tried before it is saved and says what is wrong', async () => {
    const { client } = (await harness().newWorkspace()).owner
    expect(await client.channels.test({ kind: 'sandbox', values: {} })).toMatchObject({ ok: true })
    expect(
      await client.channels.test({ kind: 'sandbox', values: { deliverTo: 'http://127.0.0.1:9/' } }),
    ).toMatchObject({ ok: false, field: 'deliverTo' })
    const inside = await client.channels.test({ kind: 'sandbox', values: { deliverTo: 'http://10.0.0.1/' } })
    expect(inside).toMatchObject({
      ok: false,
      field: 'deliverTo',
      message: { ru: expect.stringContaining('OTKLIK_ALLOW_NETWORKS') as string },
    })
  })

  it('that is removed takes nothing more; its cards stay', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const channel = await client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
    const path = new URL(channel.hookUrl ?? '').pathname
    const push = (id: string) =>
      harness().request(path, {
        method: 'POST',
        body: JSON.stringify({ id, kind: 'like', author: { id: 'a', name: 'А' } }),
      })
    expect((await push('1')).status).toBe(200)
    await harness().drain()
    await client.channels.remove({ id: channel.id })
    expect((await push('2')).status).toBe(404)
    // The network's side is undone by a job, and then the secrets go.
    await harness().drain()
    await expect(client.channels.get({ id: channel.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await client.interests.list({})).items).toHaveLength(1)
    const [row] = await workspace.run((ctx) =>
      ctx.db.select().from(channels).where(eq(channels.id, channel.id)),
    )
    expect(row).toMatchObject({ secrets: null, hookToken: null })
  })

  it('of another workspace does not exist; a manager may look, not touch, and sees no address', async () => {
    const [mine, other] = await Promise.all([harness().newWorkspace(), harness().newWorkspace()])
    const { id } = await mine.owner.client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
    const foreign = other.owner.client.channels
    const calls = [
      () => foreign.get({ id }),
      () => foreign.update({ id, name: 'Моя' }),
      () => foreign.remove({ id }),
      () => foreign.pause({ id }),
      () => foreign.resume({ id }),
      () => foreign.events({ id }),
      () => foreign.replayAll({ id }),
      () => foreign.replay({ id, eventId: newId() }),
      () => foreign.importHistory({ id, days: 1 }),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const { client } = await mine.join('manager')
    expect(await client.channels.get({ id })).toMatchObject({ id, hookUrl: null })
    for (const call of [
      () => client.channels.pause({ id }),
      () => client.channels.events({ id }),
      () => client.channels.create({ kind: 'sandbox', name: 'П', values: {} }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    }
    await expect(harness().stranger.channels.list()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
    const [event] = (await mine.owner.client.channels.events({ id })).items
    expect(
      (await other.owner.request(`/api/v1/channels/${id}/events/${event?.id ?? newId()}/raw`)).status,
    ).toBe(404)
    expect((await other.owner.request(`/api/v1/channels/nonsense/events/nonsense/raw`)).status).toBe(404)
  })
})

describe('POST /api/v1/interests', () => {
  it('answers with the card at once', async () => {
    const { client } = (await harness().newWorkspace()).owner
    const made = await client.interests.create({ ...question, externalId: 'q-1' })
    expect(made.created).toBe(true)
    expect(await client.interests.get({ id: made.id })).toMatchObject({
      text: question.text,
      sourceType: 'api',
    })
    expect(await client.interests.create({ ...question, externalId: 'q-1', text: 'Другой текст' })).toEqual({
      id: made.id,
      created: false,
    })
    expect((await client.channels.list()).items).toMatchObject([{ kind: 'api', name: 'API' }])
  })

  it('with the same key and body gives the same answer, with another body is refused', async () => {
    const { request, client } = (await harness().newWorkspace()).owner
    const send = (body: object, key: string) =>
      request('/api/v1/interests', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      })
    const answers = await Promise.all([send(question, 'k1'), send(question, 'k1'), send(question, 'k1')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const bodies = await Promise.all(answers.map((answer) => answer.json()))
    expect(bodies[1]).toEqual(bodies[0])
    expect(bodies[2]).toEqual(bodies[0])
    const other = await send({ ...question, text: 'Другое' }, 'k1')
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({ data: { fields: { 'idempotency-key': 'reused' } } })
    expect((await client.interests.list({})).items).toHaveLength(1)
  })

  it('without any name is new each time', async () => {
    const { client } = (await harness().newWorkspace()).owner
    await client.interests.create(question)
    await client.interests.create(question)
    expect((await client.interests.list({})).items).toHaveLength(2)
  })

  it('and a hook with the same object are one card', async () => {
    const { client } = (await harness().newWorkspace()).owner
    const channel = await client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
    const same = { ...question, objectKey: 'vk:wall-1_2?reply=3' }
    const { id } = await client.interests.create(same)
    await harness().request(new URL(channel.hookUrl ?? '').pathname, {
      method: 'POST',
      body: JSON.stringify(same),
    })
    await harness().drain()
    expect((await client.interests.list({})).items).toMatchObject([{ id }])
    expect((await client.channels.events({ id: channel.id })).items).toMatchObject([
      { state: 'done', interestIds: [id] },
    ])
  })
})

describe('the ledger', () => {
  const event = (channelId: string, dedupKey: string) => ({
    channelId,
    dedupKey,
    body: Buffer.from(JSON.stringify({ id: dedupKey, kind: 'like', author: { id: 'a', name: 'А' } })),
    contentType: 'application/json',
    meta: { note: 'zero \0 inside' },
    receivedAt: harness().clock.now(),
  })

  it('gives an event stored before a crash to the sweep', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
    await storeEvent(harness().program.platform, workspace.id, event(id, 'lost'))
    await harness().drain()
    expect((await client.interests.list({})).items).toHaveLength(0)
    harness().clock.advance(60_000)
    await sweepChannels(harness().program.platform)
    await harness().drain()
    expect((await client.interests.list({})).items).toHaveLength(1)
  })

  it('keeps many events that come together, one per name, in each workspace', async () => {
    const [first, second] = await Promise.all([harness().newWorkspace(), harness().newWorkspace()])
    const [a, b] = await Promise.all(
      [first, second].map(({ owner }) =>
        owner.client.channels.create({ kind: 'sandbox', name: 'П', values: {} }),
      ),
    )
    const { platform } = harness().program
    const stored = await Promise.all(
      Array.from({ length: 300 }, (_, i) =>
        storeEvent(
          platform,
          i % 2 ? first.id : second.id,
          event((i % 2 ? a?.id : b?.id) ?? '', `n${i % 60}`),
        ),
      ),
    )
    expect(stored.filter(({ known }) => !known)).toHaveLength(60)
    expect(new Set(stored.map(({ id }) => id)).size).toBe(60)
    const rows = await first.run((ctx) => ctx.db.select().from(inboundEvents))
    expect(rows).toHaveLength(30)
  })
})
