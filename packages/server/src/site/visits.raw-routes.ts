/** Pages a visitor looks at. Nothing is stored of whoever has not agreed to it, not even a count. */
import { z } from 'zod'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { getSite, callerOrigin, limit } from './public-channel.ts'
import { readJson } from './session.raw-routes.ts'
import { readToken } from './session-token.ts'
import { siteVisits } from './site.table.ts'
import { visitor } from './take-form.ts'
import { agrees } from './visitor-consent.ts'
import { webAddress } from './web-address.ts'

export const visitRoutes: readonly RawRoute[] = [
  { method: 'POST', path: '/in/visits/:key', access: 'public', maxBody: 65_536, handle: keepVisits },
]

const Beacon = z.object({
  session: z.string().max(500),
  /** Moment of sending by the browser's clock: its own times are only told apart from it. */
  sentAt: z.number().positive(),
  utm: z.record(z.string().max(40), z.string().max(300)).default({}),
  events: z
    .array(
      z.object({
        id: z.uuid(),
        t: z.number().positive(),
        url: z.string().max(4000),
        title: z.string().max(300).default(''),
        ref: z.string().max(4000).default(''),
      }),
    )
    .max(50),
})

const bots = /bot|crawl|spider|headless|preview|monitor/i
/** A clock of a browser may be anywhere; a beacon is not older than this. */
const oldestMs = 86_400_000

async function keepVisits(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  callerOrigin(call, site)
  const { session, events, sentAt, utm } = await readJson(call, Beacon)
  const known = readToken(call.platform, session)
  const done = new Response(null, { status: 204 })
  if (known?.key !== site.key || events.length === 0 || bots.test(call.http.info.userAgent ?? '')) return done
  limit(call, { name: 'site visits', max: 60, windowMs: 60_000 }, known.visitorId)
  const { workspaceId, id: channelId } = site.row
  await call.platform.inWorkspace({ workspaceId, actor: visitor }, async (ctx) => {
    if (!(await agrees(ctx, { site, visitorId: known.visitorId }, 'visits'))) return
    const now = ctx.now().getTime()
    const rows = events.flatMap((event) => {
      const url = webAddress(event.url)
      const ago = Math.min(Math.max(sentAt - event.t, 0), oldestMs)
      const { id, title, ref } = event
      const at = new Date(now - ago)
      const visit = { workspaceId, id, channelId, visitorId: known.visitorId, at, url, utm }
      return url === ''
        ? []
        : [{ ...visit, title: title.toWellFormed().replaceAll('\0', ''), referrer: webAddress(ref) }]
    })
    if (rows.length > 0) await ctx.db.insert(siteVisits).values(rows).onConflictDoNothing()
  })
  return done
}
