import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { eq } from 'drizzle-orm'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { answers } from './answers.table.ts'
import { sweepAnswers } from './answers.jobs.ts'
import { markBounced } from './answers.ts'

const harness = useHarness()

interface Received {
  id: string
  text: string
}

/** The far end of the sandbox: takes answers and may break on purpose. */
async function openFarEnd(behave: { status?: number[]; breaks?: boolean } = {}) {
  const received: Received[] = []
  const known = new Set<string>()
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.statusCode = known.has(request.url?.split('/').at(-1) ?? '') ? 200 : 404
      response.end()
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString()) as Received
      response.statusCode = behave.status?.shift() ?? 200
      if (response.statusCode === 200) {
        received.push(body)
        known.add(body.id)
      }
      if (behave.breaks) request.socket.destroy()
      else response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    received,
    forget: () => known.clear(),
  }
}

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function cardIn(workspace: TestWorkspace, deliverTo?: string) {
  const { client } = workspace.owner
  const channel = await client.channels.create({
    kind: 'sandbox',
    name: 'Песочница',
    values: deliverTo ? { deliverTo } : {},
  })
  const event = { id: 'c1', kind: 'comment', text: 'Сколько стоит?', author: { id: 'ivan', name: 'Иван' } }
  await harness().request(new URL(channel.hookUrl ?? '').pathname, {
    method: 'POST',
    body: JSON.stringify(event),
  })
  await harness().drain()
  const [card] = (await client.interests.list({})).items
  return { id: card?.id ?? '', channel }
}

const answerId = () => crypto.randomUUID()

describe('an answer', () => {
  it('is sent once, becomes proof and makes the card processed', async () => {
    const far = await openFarEnd()
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace, far.url)
    const id = answerId()
    const first = await client.interests.answer({ id: card.id, answerId: id, text: '500 рублей' })
    expect(first).toMatchObject({ state: 'queued', text: '500 рублей', by: { name: 'Анна Ким' } })
    const again = await client.interests.answer({ id: card.id, answerId: id, text: '500 рублей' })
    expect(again.id).toBe(first.id)
    await harness().drain()
    expect(far.received).toMatchObject([{ id, text: '500 рублей' }])
    const seen = await client.interests.get({ id: card.id })
    expect(seen).toMatchObject({
      answerState: 'sent',
      processed: { way: 'answer', by: { name: 'Анна Ким' } },
      reply: { enabled: false },
      responsible: { name: 'Анна Ким' },
    })
    expect(seen.proofs).toMatchObject([{ kind: 'answer', title: '500 рублей' }])
  })

  it('of two people at once: one is taken, the other learns who', async () => {
    const workspace = await harness().newWorkspace()
    const card = await cardIn(workspace)
    const [boris, vera] = await Promise.all([
      workspace.join('manager', 'Борис'),
      workspace.join('manager', 'Вера'),
    ])
    await workspace.owner.client.channels.pause({ id: card.channel.id })
    const results = await Promise.allSettled(
      [boris, vera].map(({ client }) =>
        client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' }),
      ),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refusal = results.find((result) => result.status === 'rejected')
    expect(refusal?.reason).toMatchObject({ code: 'ANSWER_UNDER_WAY' })
  })

  it('that the far end refuses fails in words and can be sent again', async () => {
    const far = await openFarEnd({ status: [422] })
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace, far.url)
    const { id } = await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    const [failed] = (await client.interests.answers({ id: card.id })).items
    expect(failed).toMatchObject({ state: 'failed', error: `${far.url} ответил 422` })
    expect((await client.interests.get({ id: card.id })).processed).toBeNull()
    await client.interests.resolveAnswer({ id: card.id, answerId: id, decision: 'resend' })
    await harness().drain()
    expect(far.received).toHaveLength(1)
    expect((await client.interests.get({ id: card.id })).answerState).toBe('sent')
  })

  it('that cannot reach the far end waits and is tried again', async () => {
    const far = await openFarEnd({ status: [503] })
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace, far.url)
    await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    const [waiting] = (await client.interests.answers({ id: card.id })).items
    expect(waiting).toMatchObject({ state: 'queued', error: `${far.url} ответил 503` })
    harness().clock.advance(20 * 60_000)
    await sweepAnswers(harness().program.platform)
    await harness().drain()
    expect((await client.interests.answers({ id: card.id })).items).toMatchObject([
      { state: 'sent', error: null },
    ])
  })

  it('after a crash in the middle of sending is looked up, not sent again', async () => {
    const far = await openFarEnd()
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace, far.url)
    const { id } = await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    await interrupt(workspace, id)
    await sweepAnswers(harness().program.platform)
    await harness().drain()
    expect(far.received).toHaveLength(1)
    expect((await client.interests.answers({ id: card.id })).items).toMatchObject([{ state: 'sent' }])
  })

  it('after a crash is not sent again because nobody can look just now', async () => {
    const far = await openFarEnd()
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace, far.url)
    const { id } = await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    await interrupt(workspace, id)
    const channelId = card.channel.id
    await client.channels.update({ id: channelId, values: { deliverTo: 'http://far-end.invalid' } })
    const state = async () => (await client.interests.answers({ id: card.id })).items[0]
    await sweepAnswers(harness().program.platform)
    await harness().drain()
    expect(await state()).toMatchObject({
      state: 'sending',
      error: expect.stringContaining('far-end.invalid не найден'),
    })
    await client.channels.update({ id: channelId, values: { deliverTo: far.url } })
    harness().clock.advance(5 * 60_000)
    await sweepAnswers(harness().program.platform)
    await harness().drain()
    expect(await state()).toMatchObject({ state: 'sent', error: null })
    expect(far.received).toHaveLength(1)
  })

  it('after a crash before anything went out is sent', async () => {
    const far = await openFarEnd()
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace, far.url)
    const { id } = await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    far.forget()
    await interrupt(workspace, id)
    await sweepAnswers(harness().program.platform)
    await harness().drain()
    expect(far.received).toHaveLength(2)
  })

  it('whose connection broke on the way is looked up later', async () => {
    const far = await openFarEnd({ breaks: true })
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace, far.url)
    await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    expect((await client.interests.answers({ id: card.id })).items).toMatchObject([{ state: 'sending' }])
    harness().clock.advance(5 * 60_000)
    await sweepAnswers(harness().program.platform)
    await harness().drain()
    expect(far.received).toHaveLength(1)
    expect((await client.interests.answers({ id: card.id })).items).toMatchObject([{ state: 'sent' }])
  })

  it('that bounced opens the card again', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace)
    const { id } = await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    await workspace.run((ctx) => markBounced(ctx, id, { ru: 'Ящика нет', en: 'No such mailbox' }))
    expect(await client.interests.get({ id: card.id })).toMatchObject({
      answerState: 'bounced',
      processed: null,
    })
    expect((await client.interests.answers({ id: card.id })).items).toMatchObject([
      { state: 'bounced', error: 'Ящика нет' },
    ])
  })

  it('is refused where the channel cannot reach, without text, too long, and on a processed card', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const card = await cardIn(workspace)
    await expect(
      client.interests.answer({ id: card.id, answerId: answerId(), text: 'я'.repeat(4097) }),
    ).rejects.toMatchObject({ code: 'INVALID' })
    await expect(
      client.interests.answer({ id: card.id, answerId: answerId(), text: ' ' }),
    ).rejects.toMatchObject({ code: 'INVALID' })
    const letter = await client.interests.create({
      activityClass: 'site_form',
      action: 'question',
      text: 'Вопрос',
      author: { email: 'a@example.ru' },
    })
    await expect(
      client.interests.answer({ id: letter.id, answerId: answerId(), text: 'Да' }),
    ).rejects.toMatchObject({ code: 'CANNOT_ANSWER_HERE' })
    await client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    await harness().drain()
    await expect(
      client.interests.answer({ id: card.id, answerId: answerId(), text: 'Ещё' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('belongs to its workspace', async () => {
    const [mine, other] = await Promise.all([harness().newWorkspace(), harness().newWorkspace()])
    const card = await cardIn(mine)
    const { id } = await mine.owner.client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })
    const { interests } = other.owner.client
    await expect(interests.answers({ id: card.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(interests.answer({ id: card.id, answerId: answerId(), text: 'Да' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(interests.cancelAnswer({ id: card.id, answerId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const analyst = await mine.join('analyst')
    await expect(
      analyst.client.interests.answer({ id: card.id, answerId: answerId(), text: 'Да' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

/** As if the process had died after `sending` was committed. */
async function interrupt(workspace: TestWorkspace, id: string): Promise<void> {
  const sendingAt = new Date(harness().clock.now().getTime() - 10 * 60_000)
  await workspace.run((ctx) =>
    ctx.db.update(answers).set({ state: 'sending', sendingAt, sentAt: null }).where(eq(answers.id, id)),
  )
}

describe('an answer with time for undo', () => {
  const slow = useHarness({ env: { OTKLIK_UNDO_SECONDS: '10' } })

  it('can be taken back while it waits, and then another may be written', async () => {
    const workspace = await slow().newWorkspace()
    const { client } = workspace.owner
    await client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
    const [channel] = (await client.channels.list()).items
    const event = { id: 'c1', kind: 'message', text: 'Есть?', author: { id: 'ivan', name: 'Иван' } }
    await slow().request(new URL(channel?.hookUrl ?? '').pathname, {
      method: 'POST',
      body: JSON.stringify(event),
    })
    await slow().drain()
    const [card] = (await client.interests.list({})).items
    const id = card?.id ?? ''
    const first = await client.interests.answer({ id, answerId: answerId(), text: 'Нет' })
    await expect(client.interests.answer({ id, answerId: answerId(), text: 'Да' })).rejects.toMatchObject({
      code: 'ANSWER_UNDER_WAY',
    })
    expect(await client.interests.cancelAnswer({ id, answerId: first.id })).toMatchObject({
      state: 'cancelled',
    })
    expect((await client.interests.get({ id })).answerState).toBe('cancelled')
    expect(await client.interests.answer({ id, answerId: answerId(), text: 'Да' })).toMatchObject({
      state: 'queued',
    })
  })
})
