/** What a person does with a message of ours: takes it back, decides about it, reads its earlier words. */
import type { Message, MessageVersion } from '@otklik/contract'
import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { lockChat } from './chat.ts'
import { lockConversation, type ConversationRow } from './conversation-row.ts'
import { changeMessage, getMessage, type MessageRow } from './message-row.ts'
import { messageVersions } from './messages.table.ts'
import { viewMessage } from './messages.view.ts'
import { callOutbox } from './outbox.jobs.ts'
import { settleSent } from './settle.ts'
import { getVisibleConversation } from './visibility.ts'

interface Place {
  id: string
  messageId: string
}

/** Works while it waits; afterwards it is too late. */
export async function cancelMessage(ctx: Ctx, place: Place): Promise<Message> {
  const { conversation, message } = await lockPlace(ctx, place)
  if (message.state === 'cancelled') return viewMessage(ctx, message)
  if (message.state !== 'queued')
    throw new AppError('CONFLICT', { message: 'Too late: the message is already on its way' })
  const after = await changeMessage(ctx, message, { state: 'cancelled', error: null }, 'state')
  await recordAudit(ctx, {
    action: 'message.cancelled',
    object: { kind: 'conversation', id: conversation.id },
    before: { messageId: message.id, text: message.text },
  })
  await callOutbox(ctx, conversation.id)
  return viewMessage(ctx, after)
}

/** A person decides what the program cannot know: whether it arrived, or that it goes out once more. */
export async function resolveMessage(
  ctx: Ctx,
  { decision, ...place }: Place & { decision: 'resend' | 'arrived' },
): Promise<Message> {
  const { conversation, message } = await lockPlace(ctx, place)
  if (message.state !== 'failed' && message.state !== 'unknown')
    throw new AppError('CONFLICT', { message: 'Nothing to decide: this message did not fail' })
  if (decision === 'arrived') await settleSent(ctx, conversation, { row: message, sent: {} })
  // Its place in the queue stays: what waited behind it goes after it.
  else
    await changeMessage(
      ctx,
      message,
      { state: 'queued', error: null, attempts: 0, nextTryAt: null, sendingAt: null },
      'state',
    )
  await recordAudit(ctx, {
    action: 'message.resolved',
    object: { kind: 'conversation', id: conversation.id },
    before: { messageId: message.id, state: message.state },
    after: { decision },
  })
  await callOutbox(ctx, conversation.id)
  return viewMessage(ctx, await getMessage(ctx, conversation.id, message.id))
}

export async function listVersions(ctx: Ctx, place: Place): Promise<z.infer<typeof MessageVersion>[]> {
  await getVisibleConversation(ctx, place.id)
  await getMessage(ctx, place.id, place.messageId)
  const v = messageVersions
  const rows = await ctx.db
    .select()
    .from(v)
    .where(and(eq(v.workspaceId, ctx.workspaceId), eq(v.messageId, place.messageId)))
    .orderBy(asc(v.at), asc(v.id))
  return rows.map(({ text, at, by }) => ({ text, at: at.toISOString(), by }))
}

export async function readMessage(ctx: Ctx, place: Place): Promise<Message> {
  await getVisibleConversation(ctx, place.id)
  return viewMessage(ctx, await getMessage(ctx, place.id, place.messageId))
}

/** The chat first: what comes for a message by its name at the network waits for us. */
export async function lockPlace(
  ctx: Ctx,
  { id, messageId }: Place,
): Promise<{ conversation: ConversationRow; message: MessageRow }> {
  const seen = await getVisibleConversation(ctx, id)
  if (seen.channelId) await lockChat(ctx, { channelId: seen.channelId, chatId: seen.externalChatId })
  const conversation = await lockConversation(ctx, id)
  return { conversation, message: await getMessage(ctx, id, messageId) }
}
