/** Who the visitor is: a name of ours in a signed token, so that nobody opens another's talk by guessing or repeating a name. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { AppError } from '../platform/errors.ts'
import type { RawCall } from '../platform/http/raw-route.ts'
import type { Platform } from '../platform/platform.ts'
import { getSite, type Site } from './public-channel.ts'

const liveMs = 30 * 86_400_000

export interface Visitor {
  site: Site
  visitorId: string
}

export function newVisitorId(): string {
  return `v_${randomBytes(18).toString('base64url')}`
}

export function signVisitor(platform: Platform, key: string, visitorId: string): string {
  const body = `${key}.${visitorId}.${(platform.clock.now().getTime() + liveMs).toString(36)}`
  return `${body}.${sign(platform, body)}`
}

/** The visitor of a token that is ours and still good. */
export function readToken(platform: Platform, token: string): { key: string; visitorId: string } | null {
  const [key = '', visitorId = '', ends = '', signature = '', ...more] = token.split('.')
  if (more.length > 0) return null
  const wanted = Buffer.from(sign(platform, `${key}.${visitorId}.${ends}`))
  const given = Buffer.from(signature)
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return null
  return Number.parseInt(ends, 36) > platform.clock.now().getTime() ? { key, visitorId } : null
}

/** Throws UNAUTHORIZED: the widget then begins a new session. */
export async function getVisitor(call: RawCall): Promise<Visitor> {
  const header = call.http.headers.get('authorization') ?? ''
  const found = readToken(call.platform, header.replace(/^Bearer /i, ''))
  if (!found) throw new AppError('UNAUTHORIZED', { message: 'The session has ended; begin a new one' })
  return { site: await getSite(call, found.key), visitorId: found.visitorId }
}

function sign(platform: Platform, body: string): string {
  return createHmac('sha256', platform.vault.derive('site visitors')).update(body).digest('base64url')
}
