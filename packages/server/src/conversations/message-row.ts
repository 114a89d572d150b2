/** Rows of messages: how they are loaded, written and changed. */
import { and, asc, eq, getTableColumns, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { MessageState } from '@otklik/contract'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import type { ConversationRow } from './conversation-row.ts'
import { tellCard } from './card-state.ts'
import { messages } from './messages.table.ts'

const { search: _search, ...columns } = getTableColumns(messages)

/** Every column but the search vector, which only the database reads. */
export const messageColumns = columns

export type MessageRow = Omit<typeof messages.$inferSelect, 'search'>

export async function findMessage(ctx: Ctx, id: string): Promise<MessageRow | undefined> {
  const [row] = await ctx.db.select(messageColumns).from(messages).where(isMessage(ctx, id))
  return row
}

/** The dialog should be locked or known to be visible. */
export async function getMessage(ctx: Ctx, conversationId: string, id: string): Promise<MessageRow> {
  const row = await findMessage(ctx, id)
  if (row?.conversationId !== conversationId) throw notFound('There is no such message in this dialog')
  return row
}

export async function listMessageRows(ctx: Ctx, ids: readonly string[]): Promise<MessageRow[]> {
  if (ids.length === 0) return []
  return ctx.db
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.workspaceId, ctx.workspaceId), inArray(messages.id, [...ids])))
}

/** By any of its names at the network. */
export async function findByExternalId(
  ctx: Ctx,
  conversationId: string,
  externalId: string,
): Promise<MessageRow | undefined> {
  const [row] = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.conversationId, conversationId),
        or(
          eq(messages.externalId, externalId),
          and(isNotNull(messages.parts), sql`${messages.parts} ? ${externalId}`),
        ),
      ),
    )
    .limit(1)
  return row
}

export type MessageAuthorKind = MessageRow['author']['kind']

export type NewMessageRow = Partial<MessageRow> &
  Pick<MessageRow, 'direction' | 'author' | 'text' | 'occurredAt'>

/** Undefined, and nothing written, when the network's name or the id is known already. */
export async function insertMessage(
  ctx: Ctx,
  conversation: ConversationRow,
  values: NewMessageRow,
): Promise<MessageRow | undefined> {
  const [row] = await ctx.db
    .insert(messages)
    .values({
      id: ctx.newId(),
      receivedAt: ctx.now(),
      ...values,
      workspaceId: ctx.workspaceId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      contactId: values.contactId ?? conversation.contactId,
    })
    .onConflictDoNothing()
    .returning(messageColumns)
  if (!row) return undefined
  await ctx.events.emit({
    type: 'message.created',
    data: { conversationId: conversation.id, messageId: row.id, direction: row.direction },
  })
  return row
}

export async function changeMessage(
  ctx: Ctx,
  row: MessageRow,
  set: Partial<MessageRow>,
  changed: string,
): Promise<MessageRow> {
  const [after] = await ctx.db
    .update(messages)
    .set(set)
    .where(isMessage(ctx, row.id))
    .returning(messageColumns)
  if (!after) throw new Error(`message ${row.id} is gone`)
  await ctx.events.emit({
    type: 'message.changed',
    data: { conversationId: row.conversationId, messageId: row.id, changed: [changed] },
  })
  if (set.state && set.state !== row.state) await tellCard(ctx, after)
  return after
}

/** The first of what is to go out: by the planned time, then as written. */
export async function findHeadOfQueue(ctx: Ctx, conversationId: string): Promise<MessageRow | undefined> {
  const [row] = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.conversationId, conversationId),
        inArray(messages.state, ['queued', 'sending', 'unknown'] satisfies MessageState[]),
      ),
    )
    .orderBy(asc(messages.sendAfter), asc(messages.id))
    .limit(1)
  return row
}

export function isMessage(ctx: Ctx, id: string) {
  return and(eq(messages.workspaceId, ctx.workspaceId), eq(messages.id, id))
}
