/** The list of dialogs: tabs, filters, keyset pages. */
import type { Conversation, ConversationFilter } from '@otklik/contract'
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { encodeCursor, type Page } from '../platform/page.ts'
import { conversationBindings, conversations } from './conversations.table.ts'
import { viewConversations } from './conversations.view.ts'
import { placeOf } from './message-list.ts'
import { visibleConversations } from './visibility.ts'

export interface ConversationQuery extends ConversationFilter {
  order: 'newest' | 'waiting'
  cursor?: string | undefined
  limit: number
}

export async function listConversations(ctx: Ctx, query: ConversationQuery): Promise<Page<Conversation>> {
  const sort = sortOf(query)
  const place = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const rows = await ctx.db
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        await visibleConversations(ctx),
        ...filterConditions(ctx, query),
        sort.only,
        place && sort.beyond(place),
      ),
    )
    .orderBy(...sort.by)
    .limit(query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  const at = last && (last[sort.column] ?? last.lastMessageAt)
  return {
    items: await viewConversations(ctx, page),
    nextCursor: last && at ? encodeCursor([at.toISOString(), last.id]) : null,
  }
}

/** `waiting`: only what is without an answer, the longest first. */
function sortOf({ order }: ConversationQuery) {
  const c = conversations
  const place = (at: { occurredAt: Date; id: string }) =>
    sql`(${at.occurredAt.toISOString()}::timestamptz, ${at.id}::uuid)`
  return order === 'waiting'
    ? {
        column: 'unansweredSince' as const,
        only: isNotNull(c.unansweredSince),
        by: [asc(c.unansweredSince), asc(c.id)],
        beyond: (at: { occurredAt: Date; id: string }) => sql`(${c.unansweredSince}, ${c.id}) > ${place(at)}`,
      }
    : {
        column: 'lastMessageAt' as const,
        only: undefined,
        by: [desc(c.lastMessageAt), desc(c.id)],
        beyond: (at: { occurredAt: Date; id: string }) => sql`(${c.lastMessageAt}, ${c.id}) < ${place(at)}`,
      }
}

function filterConditions(ctx: Ctx, filter: ConversationFilter): (SQL | undefined)[] {
  const c = conversations
  return [
    ...tabConditions(ctx, filter),
    oneOf(c.channelId, filter.channelId),
    oneOf(c.sourceType, filter.sourceType),
    oneOf(c.state, filter.state),
    responsibleIs(ctx, filter.responsibleId),
    filter.contactId ? eq(c.contactId, filter.contactId) : undefined,
    filter.interestId ? eq(c.interestId, filter.interestId) : undefined,
    filter.boundTo ? isBoundTo(ctx, filter.boundTo) : undefined,
    presence(c.unansweredSince, filter.unanswered),
    filter.marked === undefined ? undefined : filter.marked ? gt(c.markCount, 0) : eq(c.markCount, 0),
    filter.q?.trim() ? nameHolds(filter.q.trim()) : undefined,
  ]
}

/** Colleague dialogs stand only in their own tab. The counters sum by the same conditions. */
function tabConditions(ctx: Ctx, { tab }: ConversationFilter): (SQL | undefined)[] {
  const c = conversations
  if (tab === 'colleagues') return [eq(c.kind, 'colleague')]
  const outside = ne(c.kind, 'colleague')
  if (tab === 'all') return [outside, ne(c.state, 'closed')]
  if (tab === 'mine')
    return [outside, ne(c.state, 'closed'), responsibleIs(ctx, ['me']), isNull(c.snoozedUntil)]
  if (tab === 'new') return [outside, eq(c.state, 'new')]
  if (tab === 'unanswered') return [outside, isNotNull(c.unansweredSince)]
  if (tab === 'snoozed') return [outside, isNotNull(c.snoozedUntil)]
  if (tab === 'closed') return [outside, eq(c.state, 'closed')]
  return []
}

function responsibleIs(ctx: Ctx, values: readonly string[] | undefined): SQL | undefined {
  if (!values || values.length === 0) return undefined
  const me = actingMemberId(ctx.actor)
  const ids = values.flatMap((value) => (value === 'none' ? [] : value === 'me' ? (me ?? []) : value))
  return or(
    ids.length > 0 ? oneOf(conversations.responsibleId, ids) : undefined,
    values.includes('none') ? isNull(conversations.responsibleId) : undefined,
    sql`false`,
  )
}

function isBoundTo(ctx: Ctx, objectId: string): SQL {
  const b = conversationBindings
  return inArray(
    conversations.id,
    ctx.db
      .select({ id: b.conversationId })
      .from(b)
      .where(and(eq(b.workspaceId, ctx.workspaceId), eq(b.objectId, objectId))),
  )
}

function nameHolds(words: string): SQL {
  const like = `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql`(${conversations.personName} ilike ${like} or ${conversations.title} ilike ${like})`
}

function presence(column: PgColumn, wanted: boolean | undefined): SQL | undefined {
  if (wanted === undefined) return undefined
  return wanted ? isNotNull(column) : isNull(column)
}

function oneOf(column: PgColumn, values: readonly string[] | undefined): SQL | undefined {
  if (!values || values.length === 0) return undefined
  return values.length === 1 ? eq(column, values[0]) : inArray(column, [...values])
}
