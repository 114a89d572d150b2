/**
 * Words over the whole history of dialogs, newest first. Runs as the owner of the tables with the workspace named in every
 * condition: under row-level security `@@` is not leakproof and the GIN index would not serve it. Only ids come out.
 */
import { and, desc, eq, gte, inArray, isNull, lt, notInArray, or, sql, type SQL } from 'drizzle-orm'
import type { Conversation, Message } from '@otklik/contract'
import { wordQuery } from '../interests/index.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { programRole } from '../platform/db/client.ts'
import { encodeCursor, type Page } from '../platform/page.ts'
import { listConversationRows } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'
import { viewConversations } from './conversations.view.ts'
import { placeOf } from './message-list.ts'
import { listMessageRows } from './message-row.ts'
import { messages } from './messages.table.ts'
import { viewMessages } from './messages.view.ts'
import { hiddenChannels } from './visibility.ts'

export interface SearchQuery {
  q: string
  conversationId?: string | undefined
  channelId?: string[] | undefined
  contactId?: string | undefined
  from?: string | undefined
  to?: string | undefined
  cursor?: string | undefined
  limit: number
}

export interface Found {
  conversation: Conversation
  message: Message
}

/** Messages walked through before the word index is asked: a frequent word fills a page from them. */
const walkLength = 3000
/** The longest list of the word index that is fetched and sorted whole. */
const listLength = 5000

export async function searchMessages(ctx: Ctx, query: SearchQuery): Promise<Page<Found>> {
  const conditions = [...filters(query), await withinRights(ctx)]
  const words = sql`(${wordQuery(query.q)} && ${`w${ctx.workspaceId.replaceAll('-', '')}`}::tsquery)`
  const place = query.cursor === undefined ? undefined : placeOf(query.cursor)
  const key = sql`(${messages.occurredAt}, ${messages.id})`
  const where = and(
    eq(messages.workspaceId, ctx.workspaceId),
    ...conditions,
    place && sql`${key} < (${place.occurredAt.toISOString()}::timestamptz, ${place.id}::uuid)`,
  )
  const keys = await asOwner(ctx, () => findKeys(ctx, { words, where, limit: query.limit + 1 }))
  const page = keys.slice(0, query.limit)
  const last = keys.length > query.limit ? page.at(-1) : undefined
  return {
    items: await viewFound(ctx, page),
    nextCursor: last ? encodeCursor([last.occurredAt.toISOString(), last.id]) : null,
  }
}

interface Search {
  words: SQL
  where: SQL | undefined
  limit: number
}

interface Key {
  id: string
  occurredAt: Date
  conversationId: string
}

const keyColumns = {
  id: messages.id,
  occurredAt: messages.occurredAt,
  conversationId: messages.conversationId,
}

/** Frequent words end in the first way, rare ones in the second, words that were frequent long ago in the third. */
async function findKeys(ctx: Ctx, search: Search): Promise<Key[]> {
  const walked = await walkFirst(ctx, search)
  if (walked.length === search.limit) return walked
  return (await sortWhole(ctx, search)) ?? walkAll(ctx, search)
}

async function walkFirst(ctx: Ctx, { words, where, limit }: Search): Promise<Key[]> {
  const first = ctx.db
    .select({ ...keyColumns, search: messages.search })
    .from(messages)
    .where(where)
    .orderBy(desc(messages.occurredAt), desc(messages.id))
    .limit(walkLength)
    .as('first')
  return ctx.db
    .select({ id: first.id, occurredAt: first.occurredAt, conversationId: first.conversationId })
    .from(first)
    .where(sql`${first.search} @@ ${words}`)
    .orderBy(desc(first.occurredAt), desc(first.id))
    .limit(limit)
}

/** Without an order inside, the planner takes the word index. Undefined when the list is too long. */
async function sortWhole(ctx: Ctx, { words, where, limit }: Search): Promise<Key[] | undefined> {
  const list = ctx.db
    .select(keyColumns)
    .from(messages)
    .where(and(where, sql`${messages.search} @@ ${words}`))
    .limit(listLength + 1)
    .as('list')
  const rows = await ctx.db
    .select({
      id: list.id,
      occurredAt: list.occurredAt,
      conversationId: list.conversationId,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(list)
    .orderBy(desc(list.occurredAt), desc(list.id))
    .limit(limit)
  return (rows[0]?.total ?? 0) > listLength ? undefined : rows
}

async function walkAll(ctx: Ctx, { words, where, limit }: Search): Promise<Key[]> {
  return ctx.db
    .select(keyColumns)
    .from(messages)
    .where(and(where, sql`${messages.search} @@ ${words}`))
    .orderBy(desc(messages.occurredAt), desc(messages.id))
    .limit(limit)
}

function filters(query: SearchQuery): (SQL | undefined)[] {
  return [
    query.conversationId ? eq(messages.conversationId, query.conversationId) : undefined,
    query.channelId && query.channelId.length > 0 ? inArray(messages.channelId, query.channelId) : undefined,
    query.contactId ? eq(messages.contactId, query.contactId) : undefined,
    query.from ? gte(messages.occurredAt, new Date(query.from)) : undefined,
    query.to ? lt(messages.occurredAt, new Date(query.to)) : undefined,
  ]
}

/** The same dialogs the list shows: other people's channels and other people's colleague dialogs stay out. */
async function withinRights(ctx: Ctx): Promise<SQL | undefined> {
  const hidden = await hiddenChannels(ctx)
  const own = await listOwnExceptions(ctx, hidden)
  return or(
    hidden.length > 0
      ? and(sql`${messages.channelId} is not null`, notInArray(messages.channelId, hidden))
      : sql`${messages.channelId} is not null`,
    own.length > 0 ? inArray(messages.conversationId, own) : undefined,
  )
}

/** Colleague dialogs I am in, and dialogs I lead in channels I do not see. */
async function listOwnExceptions(ctx: Ctx, hidden: string[]): Promise<string[]> {
  const me = actingMemberId(ctx.actor)
  if (!me) return []
  const c = conversations
  const rows = await ctx.db
    .select({ id: c.id })
    .from(c)
    .where(
      and(
        eq(c.workspaceId, ctx.workspaceId),
        or(
          and(isNull(c.channelId), eq(c.kind, 'colleague'), sql`${c.memberIds} ? ${me}`),
          hidden.length > 0 ? and(inArray(c.channelId, hidden), eq(c.responsibleId, me)) : undefined,
        ),
      ),
    )
    .limit(500)
  return rows.map(({ id }) => id)
}

async function viewFound(ctx: Ctx, keys: Key[]): Promise<Found[]> {
  const rows = await listMessageRows(
    ctx,
    keys.map(({ id }) => id),
  )
  const views = new Map((await viewMessages(ctx, rows)).map((view) => [view.id, view]))
  const dialogs = await viewConversations(
    ctx,
    await listConversationRows(ctx, [...new Set(keys.map(({ conversationId }) => conversationId))]),
  )
  const byId = new Map(dialogs.map((dialog) => [dialog.id, dialog]))
  return keys.flatMap(({ id, conversationId }) => {
    const message = views.get(id)
    const conversation = byId.get(conversationId)
    return message && conversation ? [{ conversation, message }] : []
  })
}

/** On the connection of the transaction; a failure inside ends the transaction, and with it the role. */
async function asOwner<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  await ctx.db.execute(sql`set local role none`)
  const result = await work()
  await ctx.db.execute(sql`set local role ${sql.raw(programRole)}`)
  return result
}
