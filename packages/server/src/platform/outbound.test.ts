import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { createOutbound } from './outbound.ts'
import { fetchOutbound } from './outbound-fetch.ts'

const closed = createOutbound(readConfig({ OTKLIK_DATA: '/tmp/none' }))
const open = createOutbound(readConfig({ OTKLIK_DATA: '/tmp/none', OTKLIK_ALLOW_NETWORKS: '127.0.0.1' }))
let server: Server
let base = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/inside')
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
    else if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end()
    else if (request.url === '/large') response.end('x'.repeat(5000))
    else if (request.url !== '/silent') response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.closeAllConnections())

const limits = { maxBytes: 1000, timeoutMs: 300 }

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '192.168.0.1',
  '169.254.169.254',
  '::1',
  '[::1]',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::169.254.169.254',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'fec0::1',
  '2130706433',
  'fd00::1',
  '0.0.0.0',
  'localhost',
])('an address inside the network is not called: %s', async (host) => {
  await expect(closed.resolve(host)).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' })
})

test.each(['8.8.8.8', '2a02:6b8::a', '64:ff9b::808:808', '2001:4860:4860::8888'])(
  'an address outside is called: %s',
  async (host) => {
    await expect(closed.resolve(host)).resolves.toMatchObject({ address: host })
  },
)

test('what the administrator allowed is called', async () => {
  const answer = await fetchOutbound(open, { url: `${base}/moved`, redirects: 1, ...limits })
  expect(Buffer.from(answer.body).toString()).toBe('ok')
  expect(answer.url).toBe(`${base}/here`)
})

test('a redirect does not lead inside', async () => {
  await expect(fetchOutbound(open, { url: `${base}/inside`, redirects: 3, ...limits })).rejects.toMatchObject(
    { code: 'ADDRESS_NOT_ALLOWED' },
  )
})

test('a long answer is refused or cut, a silent server is left', async () => {
  await expect(fetchOutbound(open, { url: `${base}/large`, ...limits })).rejects.toMatchObject({
    code: 'ANSWER_TOO_LARGE',
  })
  expect((await fetchOutbound(open, { url: `${base}/large`, cut: true, ...limits })).body).toHaveLength(1000)
  await expect(fetchOutbound(open, { url: `${base}/silent`, ...limits })).rejects.toMatchObject({
    code: 'NO_ANSWER',
  })
})

test('other schemes are refused', async () => {
  await expect(fetchOutbound(open, { url: 'file:///etc/passwd', ...limits })).rejects.toMatchObject({
    code: 'ADDRESS_NOT_ALLOWED',
  })
})
