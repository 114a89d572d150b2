/** Reading leads: the page, its counts, one of them. */
import { leadStates, type Lead, type LeadFilter, type LeadState } from '@otklik/contract'
import { and, count, desc, eq, ilike, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { leads, type LeadRow } from './leads.table.ts'
import { viewLeads } from './leads.view.ts'

/** Newest first: ids are UUID v7, so their order is that of the making. */
export async function listLeads(
  ctx: Ctx,
  { cursor, limit, ...filter }: LeadFilter & { cursor?: string | undefined; limit: number },
): Promise<Page<Lead>> {
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, 1)
  const rows = await ctx.db
    .select()
    .from(leads)
    .where(and(...conditionsOf(ctx, filter), after === undefined ? undefined : lt(leads.id, after)))
    .orderBy(desc(leads.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { items: await viewLeads(ctx, page), nextCursor: last ? encodeCursor([last.id]) : null }
}

export async function countLeads(
  ctx: Ctx,
  filter: Omit<LeadFilter, 'state'>,
): Promise<Record<LeadState, number>> {
  const rows = await ctx.db
    .select({ state: leads.state, count: count() })
    .from(leads)
    .where(and(...conditionsOf(ctx, filter)))
    .groupBy(leads.state)
  const found = new Map(rows.map((row) => [row.state, row.count]))
  const [open, customer, lost] = leadStates.map((state) => found.get(state) ?? 0)
  return { open: open ?? 0, customer: customer ?? 0, lost: lost ?? 0 }
}

export async function getLead(ctx: Ctx, id: string): Promise<Lead> {
  const [view] = await viewLeads(ctx, [await getLeadRow(ctx, id)])
  if (!view) throw notFound('There is no such lead')
  return view
}

export async function getLeadRow(ctx: Ctx, id: string, lock = false): Promise<LeadRow> {
  const query = ctx.db.select().from(leads).where(isLead(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('There is no such lead')
  return row
}

export function isLead(ctx: Ctx, id: string) {
  return and(eq(leads.workspaceId, ctx.workspaceId), eq(leads.id, id))
}

function conditionsOf(ctx: Ctx, filter: LeadFilter): (SQL | undefined)[] {
  const me = actingMemberId(ctx.actor)
  return [
    eq(leads.workspaceId, ctx.workspaceId),
    filter.state && filter.state.length > 0 ? inArray(leads.state, filter.state) : undefined,
    oneOrNone(leads.productId, filter.productId),
    // A key asks for its own: it has none.
    oneOrNone(
      leads.responsibleId,
      filter.responsibleId?.flatMap((id) => (id === 'me' ? (me ?? []) : id)),
    ),
    filter.responsibleId?.includes('me') && !me ? sql`false` : undefined,
    filter.contactId ? eq(leads.contactId, filter.contactId) : undefined,
    filter.q ? ofAuthor(filter.q) : undefined,
  ]
}

function oneOrNone(column: PgColumn, values: readonly string[] | undefined): SQL | undefined {
  if (!values || values.length === 0) return undefined
  const ids = values.filter((value) => value !== 'none')
  return or(
    ids.length > 0 ? inArray(column, ids) : undefined,
    values.includes('none') ? isNull(column) : undefined,
  )
}

function ofAuthor(q: string): SQL | undefined {
  const pattern = `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return or(
    ilike(leads.authorName, pattern),
    ilike(sql`${leads.author} ->> 'email'`, pattern),
    ilike(sql`${leads.author} ->> 'phone'`, pattern),
  )
}
