/** Quality control: reads without touching any counter, marks the moment where the talk went wrong, rates (R188). */
import type { Message } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { changeConversation } from './conversation-change.ts'
import type { ConversationRow } from './conversation-row.ts'
import { lockPlace } from './message-acts.ts'
import { conversationMarks } from './messages.table.ts'
import { viewMessage } from './messages.view.ts'
import { lockVisibleConversation } from './visibility.ts'

export async function markMessage(
  ctx: Ctx,
  { words, ...place }: { id: string; messageId: string; words: string },
): Promise<Message> {
  const { conversation, message } = await lockPlace(ctx, place)
  await ctx.db.insert(conversationMarks).values({
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    conversationId: conversation.id,
    messageId: message.id,
    words,
    by: actorBrief(ctx.actor),
    at: ctx.now(),
  })
  await changeConversation(
    ctx,
    conversation,
    { markCount: conversation.markCount + 1 },
    {
      changed: ['marks'],
      audit: { action: 'conversation.marked', after: { messageId: message.id, words } },
    },
  )
  return viewMessage(ctx, message)
}

export async function unmarkMessage(
  ctx: Ctx,
  { markId, ...place }: { id: string; messageId: string; markId: string },
): Promise<Message> {
  const { conversation, message } = await lockPlace(ctx, place)
  const m = conversationMarks
  const [gone] = await ctx.db
    .delete(m)
    .where(and(eq(m.workspaceId, ctx.workspaceId), eq(m.messageId, message.id), eq(m.id, markId)))
    .returning()
  if (!gone) throw notFound('There is no such mark')
  await changeConversation(
    ctx,
    conversation,
    { markCount: Math.max(0, conversation.markCount - 1) },
    {
      changed: ['marks'],
      audit: { action: 'conversation.unmarked', before: { messageId: message.id, words: gone.words } },
    },
  )
  return viewMessage(ctx, message)
}

export async function reviewConversation(
  ctx: Ctx,
  { id, score, note }: { id: string; score: number; note: string | null },
): Promise<ConversationRow> {
  const row = await lockVisibleConversation(ctx, id)
  const review = { score, note, by: actorBrief(ctx.actor), at: ctx.now().toISOString() }
  return changeConversation(
    ctx,
    row,
    { review },
    {
      changed: ['review'],
      audit: { action: 'conversation.reviewed', before: { review: row.review }, after: { score }, note },
    },
  )
}
