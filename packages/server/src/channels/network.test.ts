/** What the core asks of a network: upkeep, abilities, names, posts and files. The sandbox stands on a small server. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { channels } from './channels.table.ts'

const harness = useHarness({ env: { OTKLIK_URL: 'https://otklik.example.test' } })

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** What was asked, and what is answered: a status or JSON by path. */
const asked: { path: string; body: unknown }[] = []
let answers: Record<string, unknown> = {}
let address = ''

const server = createServer((request, response) => {
  void answer(request, response)
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, body, type } = await answerTo(request)
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}

async function answerTo(request: IncomingMessage) {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const path = request.url?.split('?')[0] ?? ''
  asked.push({ path, body: parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : null })
  const found = answers[path]
  if (typeof found === 'number') return { status: found, body: '{}', type: 'application/json' }
  if (found instanceof Buffer) return { status: 200, body: found, type: 'image/png' }
  if (found === undefined) return { status: 404, body: '{}', type: 'application/json' }
  return { status: 200, body: JSON.stringify(found), type: 'application/json' }
}

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked.length = 0
  answers = { '/account': { id: '1', name: 'Кофейня' }, '/hook': { subscribed: 'yes' } }
})

async function connect(place: TestWorkspace) {
  const values = { network: address }
  const channel = await place.owner.client.channels.create({ kind: 'sandbox', name: 'Песочница', values })
  await harness().drain()
  return channel
}

async function push(hookUrl: string | null, event: object): Promise<void> {
  const path = new URL(hookUrl ?? '').pathname
  expect((await harness().request(path, { method: 'POST', body: JSON.stringify(event) })).status).toBe(200)
  await harness().drain()
}

test('a connected channel is subscribed, asked what it may do, and shows what is missing with how to get it', async () => {
  answers['/account'] = {
    id: '1',
    name: 'Кофейня',
    forbidden: [{ capability: 'remove_comment', fix: 'Дайте право модератора' }],
    until: '2027-01-10T00:00:00.000Z',
  }
  const place = await harness().newWorkspace()
  const { id, hookUrl } = await connect(place)
  expect(asked).toContainEqual({ path: '/hook', body: { url: hookUrl, goal: 'connected' } })
  const { inspection } = await place.owner.client.channels.get({ id })
  expect(inspection).toMatchObject({
    account: { name: 'Кофейня' },
    missing: [{ capability: 'remove_comment', howToFix: { ru: 'Дайте право модератора' } }],
    expires: [{ at: '2027-01-10T00:00:00.000Z' }],
  })
  expect(inspection?.works).toContain('hide_comment')
  expect(inspection?.works).not.toContain('remove_comment')
})

test('the test button tells what the tokens allow before anything is saved', async () => {
  const place = await harness().newWorkspace()
  const { channels: door } = place.owner.client
  const tried = await door.test({ kind: 'sandbox', values: { network: address } })
  expect(tried).toMatchObject({ ok: true, inspection: { account: { name: 'Кофейня' } } })
  answers['/account'] = 401
  expect(await door.test({ kind: 'sandbox', values: { network: address } })).toMatchObject({ ok: false })
})

test('a key the network renews is sealed and used; a refused one stops the channel with words', async () => {
  const place = await harness().newWorkspace()
  answers['/hook'] = { subscribed: 'yes', key: 'second' }
  const { id } = await connect(place)
  expect((await place.owner.client.channels.get({ id })).secretsSet).toEqual(['key'])
  const rows = await harness().program.platform.database.owner.select().from(channels)
  expect(JSON.stringify(rows)).not.toContain('second')
  answers['/hook'] = 401
  await place.owner.client.channels.pause({ id })
  await place.owner.client.channels.resume({ id })
  await harness().drain()
  expect(await place.owner.client.channels.get({ id })).toMatchObject({ state: 'stopped' })
})

test('a removed channel takes its subscription back, and then its secrets are gone', async () => {
  const place = await harness().newWorkspace()
  answers['/hook'] = { subscribed: 'yes', key: 'second' }
  const { id } = await connect(place)
  await place.owner.client.channels.remove({ id })
  await harness().drain()
  expect(asked.at(-1)).toEqual({ path: '/hook', body: { url: null, goal: 'gone' } })
  const rows = await harness().program.platform.database.owner.select().from(channels)
  expect(rows.find((row) => row.id === id)).toMatchObject({ secrets: null, hookToken: null })
})

test('people and posts that an event names only by id get their names before the card is written', async () => {
  answers['/people'] = [{ id: 'olga', name: 'Ольга Серова' }]
  answers['/posts'] = [
    { id: 'sandbox:place/p1', title: 'Новая обжарка', text: 'Привезли', url: 'https://example.ru/p1' },
  ]
  const place = await harness().newWorkspace()
  const { hookUrl } = await connect(place)
  await push(hookUrl, {
    id: 'c1',
    kind: 'comment',
    text: 'Есть?',
    author: { id: 'olga' },
    place: { id: 'p1' },
  })
  const [card] = (await place.owner.client.interests.list({})).items
  expect(card).toMatchObject({ author: { name: 'Ольга Серова' }, source: { title: 'Новая обжарка' } })
})

test('a network that tells no names holds up no card; the name comes later', async () => {
  answers['/people'] = 500
  const place = await harness().newWorkspace()
  const { hookUrl } = await connect(place)
  await push(hookUrl, { id: 'c1', kind: 'comment', text: 'Есть?', author: { id: 'olga' } })
  expect((await place.owner.client.interests.list({})).items).toMatchObject([{ author: { name: null } }])
})

test('files are fetched after the card; one that is gone says so and can be asked for again', async () => {
  answers['/files/f1'] = png
  const place = await harness().newWorkspace()
  const { hookUrl } = await connect(place)
  const files = [
    { name: 'чек.png', mime: 'image/png', ref: 'f1' },
    { name: 'нет.png', mime: 'image/png', ref: 'f2' },
  ]
  await push(hookUrl, { id: 'c1', kind: 'comment', text: '', author: { id: 'o', name: 'О' }, files })
  const [card] = (await place.owner.client.interests.list({})).items
  const id = card?.id ?? ''
  const shown = await place.owner.client.interests.get({ id })
  expect(shown.attachments).toMatchObject([{ name: 'чек.png', mime: 'image/png', size: png.length }])
  expect(shown.remoteFiles).toMatchObject([{ name: 'нет.png', state: 'failed' }])
  expect(shown.remoteFiles[0]?.error?.ru).toContain('больше нет')
  answers['/files/f2'] = png
  await place.owner.client.interests.fetchFile({ id, fileId: shown.remoteFiles[0]?.id ?? '' })
  await harness().drain()
  const mended = await place.owner.client.interests.get({ id })
  expect(mended.attachments.map(({ name }) => name)).toEqual(['чек.png', 'нет.png'])
  expect(mended.remoteFiles).toEqual([])
})

test('an act is offered where the network allows it, is done there first, and a refusal is told in words', async () => {
  answers['/account'] = { id: '1', name: 'К', forbidden: [{ capability: 'like', fix: 'Дайте право' }] }
  answers['/acts'] = {}
  const place = await harness().newWorkspace()
  const { hookUrl } = await connect(place)
  await push(hookUrl, { id: 'c1', kind: 'comment', text: 'Купите у нас', author: { id: 'o', name: 'О' } })
  const { client } = place.owner
  const id = (await client.interests.list({})).items[0]?.id ?? ''
  expect((await client.interests.get({ id })).acts).toEqual(['hide', 'remove'])
  await client.interests.act({ id, kind: 'hide' })
  expect(asked.at(-1)).toMatchObject({ path: '/acts', body: { kind: 'hide', externalId: 'c1' } })
  expect((await client.interests.get({ id })).acts).toEqual(['unhide', 'remove'])
  await expect(client.interests.act({ id, kind: 'like' })).rejects.toMatchObject({ code: 'CONFLICT' })
  const manager = await place.join('manager')
  await expect(manager.client.interests.act({ id, kind: 'remove' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  answers['/acts'] = 403
  await expect(client.interests.act({ id, kind: 'remove' })).rejects.toMatchObject({ code: 'ACT_REFUSED' })
  expect((await client.interests.get({ id })).removed).toBeNull()
  answers['/acts'] = {}
  await client.interests.act({ id, kind: 'remove' })
  expect(await client.interests.get({ id })).toMatchObject({ removed: { by: 'moderator' }, acts: [] })
  const history = await client.interests.history({ id })
  expect(history.items.filter(({ action }) => action === 'interest.act').map(({ after }) => after)).toEqual([
    { act: 'remove' },
    { act: 'hide' },
  ])
})
