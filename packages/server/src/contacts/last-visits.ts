/** Pages of the site a person looked at (R161): known by the name their browser has in the widget. */
import type { AuthorPanel } from '@otklik/contract'
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { siteVisits } from '../site/site.table.ts'

const shown = 10

export async function listLastVisits(
  ctx: Ctx,
  known: readonly { network: string; externalId: string }[],
): Promise<AuthorPanel['visits']> {
  const visitorIds = known.filter(({ network }) => network === 'site').map(({ externalId }) => externalId)
  if (visitorIds.length === 0) return []
  const rows = await ctx.db
    .select()
    .from(siteVisits)
    .where(and(eq(siteVisits.workspaceId, ctx.workspaceId), inArray(siteVisits.visitorId, visitorIds)))
    .orderBy(desc(siteVisits.at), desc(siteVisits.id))
    .limit(shown)
  return rows.map(({ at, url, title, referrer, utm }) => ({
    at: at.toISOString(),
    url,
    title,
    referrer,
    utm,
  }))
}
