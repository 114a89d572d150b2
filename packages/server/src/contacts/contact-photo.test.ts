import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildAuthor, newInterest } from '../interests/interests.fixtures.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'

const harness = useHarness()
let server: Server
let base = ''
let asked = 0

beforeAll(async () => {
  const image = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#283' } })
    .jpeg()
    .toBuffer()
  server = createServer((request, response) => {
    asked += 1
    if (request.url === '/face.jpg') response.writeHead(200, { 'content-type': 'image/jpeg' }).end(image)
    else response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

async function photoAddress(place: TestWorkspace, photoUrl: string): Promise<string> {
  const id = await place.run((ctx) =>
    newInterest(ctx, { author: buildAuthor({ externalId: photoUrl, photoUrl }) }),
  )
  return (await place.owner.client.interests.get({ id })).author?.photoUrl ?? ''
}

test('a photo comes through us, small, fetched once', async () => {
  const place = await harness().newWorkspace()
  const address = await photoAddress(place, `${base}/face.jpg`)
  expect(address).toMatch(/^\/api\/v1\/contacts\//)
  asked = 0
  for (let look = 0; look < 2; look++) {
    const picture = await sharp(await (await place.owner.request(address)).arrayBuffer()).metadata()
    expect(picture).toMatchObject({ format: 'webp', width: 96, height: 96 })
  }
  expect(asked).toBe(1)
})

test('what is no picture is not shown and not asked for again', async () => {
  const place = await harness().newWorkspace()
  const address = await photoAddress(place, `${base}/not-a-picture`)
  asked = 0
  expect((await place.owner.request(address)).status).toBe(404)
  expect((await place.owner.request(address)).status).toBe(404)
  expect(asked).toBe(1)
})

test('strangers and other workspaces see no photo', async () => {
  const place = await harness().newWorkspace()
  const other = await harness().newWorkspace()
  const address = await photoAddress(place, `${base}/face.jpg`)
  expect((await harness().request(address)).status).toBe(401)
  expect((await other.owner.request(address)).status).toBe(404)
  expect(
    (await other.owner.request(address.replace(/workspace=[^&]+/, `workspace=${other.id}`))).status,
  ).toBe(404)
})
