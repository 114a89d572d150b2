/** `otklik-signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 of `<t>.<body>` with the channel's secret. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const toleranceSeconds = 5 * 60

/** Several `v1` may stand in one header while a sender changes its secret. */
export function signatureHolds(
  header: string | null,
  body: Uint8Array,
  check: { secret: string; now: Date },
): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('='))
  const time = parts.find(([name]) => name === 't')?.[1] ?? ''
  if (!/^\d{1,12}$/.test(time)) return false
  if (Math.abs(check.now.getTime() / 1000 - Number(time)) > toleranceSeconds) return false
  const expected = createHmac('sha256', check.secret).update(`${time}.`).update(body).digest()
  return parts.some(([name, value]) => name === 'v1' && equal(expected, Buffer.from(value ?? '', 'hex')))
}

/** The header for a request made now; for senders written in JavaScript and for tests. */
export function signBody(body: Uint8Array | string, secret: string, now: Date): string {
  const time = Math.floor(now.getTime() / 1000)
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')}`
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
