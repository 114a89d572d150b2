/** The thread: pages before, after and around a place, in the order of time. */
import type { Message } from '@otklik/contract'
import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../platform/page.ts'
import { getMessage, messageColumns, type MessageRow } from './message-row.ts'
import { messages } from './messages.table.ts'
import { viewMessages } from './messages.view.ts'
import { getVisibleConversation } from './visibility.ts'

export interface ThreadQuery {
  id: string
  before?: string | undefined
  after?: string | undefined
  around?: string | undefined
  limit: number
}

export interface ThreadPage {
  items: Message[]
  older: string | null
  newer: string | null
}

export async function listMessages(ctx: Ctx, query: ThreadQuery): Promise<ThreadPage> {
  await getVisibleConversation(ctx, query.id)
  if (query.around) return listAround(ctx, query, query.around)
  if (query.after) {
    const rows = await readNewer(ctx, query, placeOf(query.after))
    return pageOf(ctx, rows.slice(0, query.limit), { older: true, newer: rows.length > query.limit })
  }
  const rows = await readOlder(ctx, query, query.before ? placeOf(query.before) : undefined)
  const shown = rows.slice(0, query.limit).toReversed()
  return pageOf(ctx, shown, { older: rows.length > query.limit, newer: query.before !== undefined })
}

async function listAround(ctx: Ctx, query: ThreadQuery, messageId: string): Promise<ThreadPage> {
  const middle = await getMessage(ctx, query.id, messageId)
  const half = { ...query, limit: Math.ceil(query.limit / 2) }
  const older = await readOlder(ctx, half, middle)
  const newer = await readNewer(ctx, half, middle)
  return pageOf(ctx, [...older.slice(0, half.limit).toReversed(), middle, ...newer.slice(0, half.limit)], {
    older: older.length > half.limit,
    newer: newer.length > half.limit,
  })
}

type Place = Pick<MessageRow, 'occurredAt' | 'id'>

const key = sql`(${messages.occurredAt}, ${messages.id})`

function readOlder(ctx: Ctx, query: ThreadQuery, place: Place | undefined): Promise<MessageRow[]> {
  return ctx.db
    .select(messageColumns)
    .from(messages)
    .where(inThread(ctx, query.id, place && sql`${key} < ${asKey(place)}`))
    .orderBy(desc(messages.occurredAt), desc(messages.id))
    .limit(query.limit + 1)
}

function readNewer(ctx: Ctx, query: ThreadQuery, place: Place): Promise<MessageRow[]> {
  return ctx.db
    .select(messageColumns)
    .from(messages)
    .where(inThread(ctx, query.id, sql`${key} > ${asKey(place)}`))
    .orderBy(asc(messages.occurredAt), asc(messages.id))
    .limit(query.limit + 1)
}

async function pageOf(
  ctx: Ctx,
  rows: MessageRow[],
  more: { older: boolean; newer: boolean },
): Promise<ThreadPage> {
  const first = rows[0]
  const last = rows.at(-1)
  return {
    items: await viewMessages(ctx, rows),
    older: more.older && first ? cursorOf(first) : null,
    newer: more.newer && last ? cursorOf(last) : null,
  }
}

function inThread(ctx: Ctx, conversationId: string, range: SQL | undefined) {
  return and(eq(messages.workspaceId, ctx.workspaceId), eq(messages.conversationId, conversationId), range)
}

function asKey({ occurredAt, id }: Place) {
  return sql`(${occurredAt.toISOString()}::timestamptz, ${id}::uuid)`
}

export function cursorOf({ occurredAt, id }: Place): string {
  return encodeCursor([occurredAt.toISOString(), id])
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function placeOf(cursor: string): Place {
  const [date = '', id = ''] = decodeCursor(cursor, 2)
  const occurredAt = new Date(date)
  if (Number.isNaN(occurredAt.getTime()) || !uuid.test(id))
    throw invalid('This cursor is not one of ours: start from the first page', { cursor: 'unknown' })
  return { occurredAt, id }
}
