/** The site behind a public key, and who may speak to it from a browser. */
import { SiteConfig } from '../channels/site/index.ts'
import { findHookChannel, type ChannelRow } from '../channels/index.ts'
import { AppError } from '../platform/errors.ts'
import type { RawCall } from '../platform/http/raw-route.ts'
import { throttleOf, type ThrottleLimit } from '../platform/throttle.ts'

export interface Site {
  row: ChannelRow
  config: SiteConfig
  key: string
}

/** The key names the site and is no secret. Throws NOT_FOUND for an unknown, removed or paused one. */
export async function getSite(call: RawCall, key: string = call.params['key'] ?? ''): Promise<Site> {
  const channel = await findHookChannel(call.platform, key)
  if (channel?.row.kind !== 'site' || channel.row.state === 'paused')
    throw new AppError('NOT_FOUND', { message: 'There is no such site' })
  return { row: channel.row, config: SiteConfig.parse(writtenOf(channel.row.settings)), key }
}

/** Settings as they were typed: an empty one is an absent one. */
function writtenOf(settings: ChannelRow['settings']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null && value !== ''))
}

/** The widget's frame and the pages of ours speak from our own origin, the owner's pages from theirs; nobody else does. */
export function callerOrigin(call: RawCall, { config }: Site): string {
  const origin = call.http.headers.get('origin') ?? ''
  if (isOwn(call, origin) || config.origins.includes(origin)) return origin
  throw new AppError('FORBIDDEN', {
    message: 'This site may not send here; its address is not in the settings',
  })
}

function isOwn({ platform, http }: RawCall, origin: string): boolean {
  if (!URL.canParse(origin)) return false
  return (
    new URL(origin).host === http.url.host || new URL(origin).origin === new URL(platform.url('/')).origin
  )
}

/** Exactly the origin that asked, and no cookies. */
export function withCors(answer: Response, origin: string): Response {
  answer.headers.set('access-control-allow-origin', origin)
  answer.headers.set('vary', 'origin')
  return answer
}

/** Counts the call. Throws TOO_MANY_REQUESTS: the page shows it and tries again, so nothing is lost in silence. */
export function limit(call: RawCall, door: ThrottleLimit & { name: string }, who: string | null): void {
  const throttle = throttleOf(call.platform, door)
  if (throttle.isOver(who))
    throw new AppError('TOO_MANY_REQUESTS', { message: 'Too many messages; wait a minute' })
  throttle.count(who)
}

/** Neighbours of one small network are one sender: an address is cheap to change within it. */
export function networkOf(ip: string | null): string | null {
  const bare = ip?.replace(/^::ffff:(?=\d+\.)/i, '') ?? null
  return bare && /^\d+\.\d+\.\d+\.\d+$/.test(bare) ? bare.replace(/\.\d+$/, '.0') : bare
}
