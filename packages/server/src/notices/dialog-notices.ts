/** Words about dialogs: to the operator when the person writes, to colleagues who are named, to the author when it did not go out. */
import { and, eq } from 'drizzle-orm'
import type { EventPayload } from '@otklik/contract'
import { conversations } from '../conversations/conversations.table.ts'
import { messages } from '../conversations/messages.table.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { queue } from './notice-queue.ts'

/** A dialog nobody leads is told of by its card, as any new card. */
export async function queueMessageNotice(
  ctx: Ctx,
  { messageId, direction }: EventPayload<'message.created'>,
): Promise<void> {
  if (direction !== 'in' && direction !== 'note') return
  const found = await readPlace(ctx, messageId)
  if (!found) return
  const { message, dialog } = found
  const told = { who: message.author.name, text: message.text, conversationId: dialog.id }
  if (direction === 'in') {
    if (dialog.responsibleId)
      await queue(ctx, 'new_message', dialog.id, { ...told, memberIds: [dialog.responsibleId] })
    return
  }
  const me = actingMemberId(ctx.actor)
  const named = message.mentionIds.filter((id) => id !== me)
  if (named.length > 0) await queue(ctx, 'mention', dialog.id, { ...told, memberIds: named })
  const others = dialog.memberIds.filter((id) => id !== me && !named.includes(id))
  if (others.length > 0) await queue(ctx, 'new_message', dialog.id, { ...told, memberIds: others })
}

export async function queueMessageFailure(ctx: Ctx, messageId: string): Promise<void> {
  const found = await readPlace(ctx, messageId)
  const message = found?.message
  if (!message?.memberId || (message.state !== 'failed' && message.state !== 'unknown')) return
  await queue(ctx, 'answer_failed', found?.dialog.id ?? messageId, {
    who: found?.dialog.personName ?? (found?.dialog.kind === 'private' ? null : found?.dialog.title) ?? '',
    text: message.error ?? '',
    conversationId: message.conversationId,
    memberIds: [message.memberId],
  })
}

async function readPlace(ctx: Ctx, messageId: string) {
  const [row] = await ctx.db
    .select({
      message: {
        conversationId: messages.conversationId,
        author: messages.author,
        text: messages.text,
        memberId: messages.memberId,
        mentionIds: messages.mentionIds,
        state: messages.state,
        error: messages.error,
      },
      dialog: {
        id: conversations.id,
        responsibleId: conversations.responsibleId,
        memberIds: conversations.memberIds,
        personName: conversations.personName,
        kind: conversations.kind,
        title: conversations.title,
      },
    })
    .from(messages)
    .innerJoin(
      conversations,
      and(eq(conversations.workspaceId, messages.workspaceId), eq(conversations.id, messages.conversationId)),
    )
    .where(and(eq(messages.workspaceId, ctx.workspaceId), eq(messages.id, messageId)))
  return row
}
