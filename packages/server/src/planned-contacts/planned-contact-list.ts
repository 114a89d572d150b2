/** Reading planned contacts. */
import type { PlannedContact, PlannedContactState } from '@otklik/contract'
import { and, asc, count, desc, eq, isNotNull, sql, type SQL } from 'drizzle-orm'
import { memberBriefs } from '../members/index.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid, notFound } from '../platform/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { plannedContacts, type PlannedContactRow } from './planned-contacts.table.ts'

export interface PlannedQuery {
  state: PlannedContactState
  memberId?: string | undefined
  contactId?: string | undefined
  interestId?: string | undefined
  cursor?: string | undefined
  limit: number
}

const p = plannedContacts

/** What waits stands by its time, so the overdue come first; what is over by its end, the latest first. */
export async function listPlannedContacts(ctx: Ctx, query: PlannedQuery): Promise<Page<PlannedContact>> {
  const waits = query.state === 'planned'
  const moment = waits ? p.dueAt : p.closedAt
  const after = query.cursor === undefined ? undefined : readPlace(query.cursor)
  const place = after && sql`(${after.at}::timestamptz, ${after.id}::uuid)`
  const rows = await ctx.db
    .select()
    .from(p)
    .where(
      and(
        ...conditionsOf(ctx, query),
        waits ? undefined : isNotNull(p.closedAt),
        place && (waits ? sql`(${moment}, ${p.id}) > ${place}` : sql`(${moment}, ${p.id}) < ${place}`),
      ),
    )
    .orderBy(...(waits ? [asc(moment), asc(p.id)] : [desc(moment), desc(p.id)]))
    .limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  const lastAt = last && (waits ? last.dueAt : last.closedAt)
  return {
    items: await viewPlannedContacts(ctx, page),
    nextCursor: last && lastAt ? encodeCursor([lastAt.toISOString(), last.id]) : null,
  }
}

/** Of the acting person; a key has none. */
export async function countPlannedContacts(ctx: Ctx): Promise<{ planned: number; overdue: number }> {
  const me = actingMemberId(ctx.actor)
  if (!me) return { planned: 0, overdue: 0 }
  const [row] = await ctx.db
    .select({
      planned: count(),
      overdue:
        sql<number>`count(*) filter (where ${p.dueAt} < ${ctx.now().toISOString()}::timestamptz)`.mapWith(
          Number,
        ),
    })
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.memberId, me), eq(p.state, 'planned')))
  return row ?? { planned: 0, overdue: 0 }
}

export async function getPlannedContact(ctx: Ctx, id: string): Promise<PlannedContact> {
  const [view] = await viewPlannedContacts(ctx, [await getPlannedRow(ctx, id)])
  if (!view) throw notFound('There is no such planned contact')
  return view
}

export async function getPlannedRow(ctx: Ctx, id: string, lock = false): Promise<PlannedContactRow> {
  const query = ctx.db.select().from(p).where(isPlanned(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('There is no such planned contact')
  return row
}

export function isPlanned(ctx: Ctx, id: string) {
  return and(eq(p.workspaceId, ctx.workspaceId), eq(p.id, id))
}

async function viewPlannedContacts(ctx: Ctx, rows: readonly PlannedContactRow[]): Promise<PlannedContact[]> {
  const people = await memberBriefs(
    ctx,
    rows.map((row) => row.memberId),
  )
  const now = ctx.now()
  return rows.flatMap((row) => {
    const member = people.get(row.memberId)
    if (!member) return []
    const { id, contactId, interestId, authorName, what, state, by } = row
    return {
      id,
      contactId,
      interestId,
      authorName,
      dueAt: row.dueAt.toISOString(),
      overdue: state === 'planned' && row.dueAt < now,
      what,
      member,
      state,
      by,
      createdAt: row.createdAt.toISOString(),
      closed: row.closedAt && row.closedBy ? { at: row.closedAt.toISOString(), by: row.closedBy } : null,
    }
  })
}

function conditionsOf(ctx: Ctx, query: PlannedQuery): (SQL | undefined)[] {
  const { state, memberId, contactId, interestId } = query
  const me = memberId === 'me' ? (actingMemberId(ctx.actor) ?? null) : memberId
  return [
    eq(p.workspaceId, ctx.workspaceId),
    eq(p.state, state),
    me === null ? sql`false` : me ? eq(p.memberId, me) : undefined,
    contactId ? eq(p.contactId, contactId) : undefined,
    interestId ? eq(p.interestId, interestId) : undefined,
  ]
}

function readPlace(cursor: string): { at: string; id: string } {
  const [at = '', id = ''] = decodeCursor(cursor, 2)
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/i.test(id))
    throw invalid('This cursor is not one of ours: start from the first page', { cursor: 'unknown' })
  return { at, id }
}
