/** A push service and a browser: the one keeps what comes, the other can read it (RFC 8291, aes128gcm). */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Browser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  read(body: Buffer): unknown
}

export interface PushService {
  received: { path: string; headers: IncomingHttpHeaders; body: Buffer }[]
  status: number
  newBrowser(name: string): Browser
  stop(): Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const service: PushService = {
    received: [],
    status: 201,
    newBrowser: () => newBrowser(''),
    stop: async () => undefined,
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      service.received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      response.writeHead(service.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  service.newBrowser = (name) => newBrowser(`http://127.0.0.1:${port}/${name}`)
  service.stop = () => new Promise((resolve) => server.close(() => resolve()))
  return service
}

/** Claims of a VAPID header when its signature is right by the key it names. */
export function readVapid(header: string): { aud: string; sub: string; key: string } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(header) ?? []
  const [head = '', claims = '', sign = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const right = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(sign, 'base64url'),
  )
  if (!right) throw new Error('the signature of the push is wrong')
  return {
    ...(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { aud: string; sub: string }),
    key,
  }
}

function newBrowser(endpoint: string): Browser {
  const pair = createECDH('prime256v1')
  const publicKey = pair.generateKeys()
  const auth = randomBytes(16)
  return {
    subscription: {
      endpoint,
      keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    },
    read: (body) => decrypt(body, { pair, publicKey, auth }),
  }
}

/** RFC 8188 with one record: salt, record size, sender's key, sealed text. */
function decrypt(
  body: Buffer,
  { pair, publicKey, auth }: { pair: ECDH; publicKey: Buffer; auth: Buffer },
): unknown {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const secret = Buffer.from(
    hkdfSync(
      'sha256',
      pair.computeSecret(sender),
      auth,
      Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]),
      32,
    ),
  )
  const key = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16))
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12))
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString('utf8'))
}
