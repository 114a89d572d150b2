/** Our words went out: the dialog and its card are answered. */
import { and, asc, eq, gt, gte } from 'drizzle-orm'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { addAnswerProof } from '../proofs/index.ts'
import { changeConversation, type ConversationPatch } from './conversation-change.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import type { MessageRow } from './message-row.ts'
import { messages } from './messages.table.ts'

export interface Answered {
  message: MessageRow
  /** Who signs the card's tick. */
  actor: Actor
}

/** Unless the person wrote again after them. */
export async function markAnsweredBy(
  ctx: Ctx,
  conversation: ConversationRow,
  { message, actor }: Answered,
): Promise<ConversationRow> {
  const { lastOutAt: known, unansweredSince: since } = conversation
  const last: ConversationPatch =
    known && known > message.occurredAt
      ? {}
      : { lastOutAt: message.occurredAt, lastOutBy: message.author.kind === 'outside' ? 'outside' : 'us' }
  if (!since) return changeConversation(ctx, conversation, last, { changed: [] })
  const unansweredSince = await firstQuestionAfter(ctx, { conversation, since, message })
  await changeConversation(ctx, conversation, { ...last, unansweredSince }, { changed: ['unanswered'] })
  if (!unansweredSince && conversation.interestId)
    await addAnswerProof({ ...ctx, actor }, conversation.interestId, {
      id: message.id,
      text: message.text || '📎',
    })
  return getConversationUnchecked(ctx, conversation.id)
}

/** What came in after we wrote, by our clock; of words written elsewhere only the network's clock is known. */
async function firstQuestionAfter(
  ctx: Ctx,
  { conversation, since, message }: { conversation: ConversationRow; since: Date; message: MessageRow },
): Promise<Date | null> {
  const after =
    message.author.kind === 'outside'
      ? gt(messages.occurredAt, message.occurredAt)
      : gt(messages.receivedAt, message.receivedAt)
  const [row] = await ctx.db
    .select({ at: messages.occurredAt })
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.conversationId, conversation.id),
        eq(messages.direction, 'in'),
        gte(messages.occurredAt, since),
        after,
      ),
    )
    .orderBy(asc(messages.occurredAt), asc(messages.id))
    .limit(1)
  return row?.at ?? null
}
