/** What came before the message it is about: kept, and applied when the message comes. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { applyEdit, applyReceipt, applyRemoval, applyRestoral } from './apply-signal.ts'
import type { ChatPlace } from './chat.ts'
import type { ConversationRow } from './conversation-row.ts'
import type { MessageRow } from './message-row.ts'
import { earlySignals } from './messages.table.ts'

type EarlyRow = typeof earlySignals.$inferSelect

export type EarlySignal = Pick<EarlyRow, 'kind' | 'at' | 'messageId'> & Partial<Pick<EarlyRow, 'text' | 'by'>>

/** Call with the chat locked. The same signal again is the same row. */
export async function keepEarly(ctx: Ctx, place: ChatPlace, signal: EarlySignal): Promise<void> {
  await ctx.db
    .insert(earlySignals)
    .values({
      ...signal,
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      channelId: place.channelId,
      chatId: place.chatId,
      receivedAt: ctx.now(),
    })
    .onConflictDoNothing()
}

/** Call when a message has got its name at the network, with the chat locked. */
export async function applyEarly(
  ctx: Ctx,
  { channelId, externalChatId }: Pick<ConversationRow, 'channelId' | 'externalChatId'>,
  message: MessageRow,
): Promise<MessageRow> {
  const names = [message.externalId, ...(message.parts ?? [])].filter((name) => name !== null)
  if (!channelId || names.length === 0) return message
  const e = earlySignals
  const mine = and(
    eq(e.workspaceId, ctx.workspaceId),
    eq(e.channelId, channelId),
    eq(e.chatId, externalChatId),
    inArray(e.messageId, names),
  )
  const signals = await ctx.db.select().from(e).where(mine).orderBy(asc(e.at), asc(e.id))
  if (signals.length === 0) return message
  let row = message
  for (const signal of signals) row = await applyOne(ctx, row, signal)
  await ctx.db.delete(e).where(mine)
  return row
}

function applyOne(ctx: Ctx, row: MessageRow, { kind, at, text, by }: EarlyRow): Promise<MessageRow> {
  if (kind === 'edited') return applyEdit(ctx, row, { text: text ?? '', at, by: row.author.name })
  if (kind === 'removed') return applyRemoval(ctx, row, { at, by })
  if (kind === 'restored') return applyRestoral(ctx, row, at)
  return applyReceipt(ctx, row, { state: kind, at })
}
