/** What the site knows of a person: pages they looked at (R161) and what they agreed to. Known by the name their browser has in the widget. */
import type { AuthorPanel } from '@otklik/contract'
import { and, desc, eq, inArray } from 'drizzle-orm'
import { listConsents } from '../consents/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { siteVisits } from '../site/site.table.ts'

const shown = 10

interface Known {
  network: string
  externalId: string
}

export async function listGivenConsents(ctx: Ctx, known: readonly Known[]): Promise<AuthorPanel['consents']> {
  const rows = await listConsents(ctx, 'site', visitorsOf(known))
  return rows.map(({ id, purpose, givenAt, withdrawnAt }) => ({
    id,
    purpose,
    givenAt: givenAt.toISOString(),
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }))
}

export async function listLastVisits(ctx: Ctx, known: readonly Known[]): Promise<AuthorPanel['visits']> {
  const visitorIds = visitorsOf(known)
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

function visitorsOf(known: readonly Known[]): string[] {
  return known.filter(({ network }) => network === 'site').map(({ externalId }) => externalId)
}
