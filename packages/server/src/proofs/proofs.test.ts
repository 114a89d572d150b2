import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newInterest } from '../interests/interests.fixtures.ts'
import { useHarness, type TestPerson } from '../test/harness.ts'

const harness = useHarness()
const Stored = z.object({ id: z.string(), thumbnailUrl: z.string().nullable() })
let server: Server
let base = ''

async function picture(): Promise<Buffer<ArrayBuffer>> {
  return Buffer.from(
    await sharp({ create: { width: 64, height: 40, channels: 3, background: '#c44' } })
      .png()
      .toBuffer(),
  )
}

beforeAll(async () => {
  const image = await picture()
  server = createServer((request, response) => {
    if (request.url === '/page')
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<meta property="og:image" content="/shot.png">')
    else if (request.url === '/shot.png') response.writeHead(200, { 'content-type': 'image/png' }).end(image)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

async function upload(person: TestPerson): Promise<string> {
  const answer = await person.request('/api/v1/files', {
    method: 'POST',
    body: await picture(),
    headers: { 'otklik-file-name': 'shot.png' },
  })
  return Stored.parse(await answer.json()).id
}

test('a screenshot sets Processed by itself, greys Reply and stands in the row', async () => {
  const place = await harness().newWorkspace()
  const manager = await place.join('manager', 'Тимур')
  const id = await place.run((ctx) => newInterest(ctx))
  const card = await manager.client.interests.addProof({ id, fileId: await upload(manager) })
  expect(card).toMatchObject({
    processed: { way: 'proof', by: { name: 'Тимур' } },
    reply: { enabled: false },
    responsible: { name: 'Тимур' },
  })
  expect(card.proofs).toHaveLength(1)
  expect(card.proofs[0]?.thumbnailUrl).toMatch(/^\/api\/v1\/files\//)
})

test('the last proof taken away opens the card again', async () => {
  const place = await harness().newWorkspace()
  const id = await place.run((ctx) => newInterest(ctx))
  const { client } = place.owner
  await client.interests.addProof({ id, fileId: await upload(place.owner) })
  const two = await client.interests.addProof({ id, link: 'https://joxi.ru/abc' })
  const [first, second] = two.proofs
  const one = await client.interests.removeProof({ id, proofId: first?.id ?? '' })
  expect(one.processed).not.toBeNull()
  const none = await client.interests.removeProof({ id, proofId: second?.id ?? '' })
  expect(none).toMatchObject({ processed: null, reply: { enabled: true }, proofs: [] })
})

test.each(['/shot.png', '/page'])('a link shows the picture behind it: %s', async (path) => {
  const place = await harness().newWorkspace()
  const id = await place.run((ctx) => newInterest(ctx))
  await place.owner.client.interests.addProof({ id, link: `${base}${path}` })
  await harness().drain()
  const card = await place.owner.client.interests.get({ id })
  expect(card.proofs[0]?.thumbnailUrl).not.toBeNull()
})

test('a link that leads nowhere stays a proof without a picture', async () => {
  const place = await harness().newWorkspace()
  const id = await place.run((ctx) => newInterest(ctx))
  await place.owner.client.interests.addProof({ id, link: `${base}/gone` })
  await harness().drain()
  const card = await place.owner.client.interests.get({ id })
  expect(card.proofs).toMatchObject([{ kind: 'link', thumbnailUrl: null }])
})

test('files and cards of another workspace cannot be joined', async () => {
  const here = await harness().newWorkspace()
  const other = await harness().newWorkspace()
  const id = await here.run((ctx) => newInterest(ctx))
  const foreignFile = await upload(other.owner)
  await expect(here.owner.client.interests.addProof({ id, fileId: foreignFile })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(other.owner.client.interests.addProof({ id, fileId: foreignFile })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  const analyst = await here.join('analyst')
  await expect(analyst.client.interests.addProof({ id, link: 'https://a.ru' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})
