/** The first words of our side to a person who may have written nothing yet: the dialog is made when it is not there. */
import type { ReplyTarget } from '../channels/channel.ts'
import { listFileRows } from '../files/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { createConversation, findChat, lockChat } from './chat.ts'
import { changeConversation } from './conversation-change.ts'
import { lockConversation, type ConversationRow } from './conversation-row.ts'
import { requireReach } from './gate.ts'
import type { MessageRow } from './message-row.ts'
import { queueMessage } from './send-message.ts'

export interface FirstPlace {
  channelId: string
  chatId: string
  sourceType: string
  contactId: string | null
  name: string | null
  target: ReplyTarget
  /** The network takes no words after that. */
  windowUntil: Date | null
}

export interface FirstWords {
  text: string
  templateId: string | null
  fileIds: string[]
}

/** Lock of the chat, to be taken before any other. */
export function lockFirst(ctx: Ctx, { channelId, chatId }: Pick<FirstPlace, 'channelId' | 'chatId'>) {
  return lockChat(ctx, { channelId, chatId })
}

/** Throws CANNOT_WRITE_HERE with words where nothing reaches the person. Goes through the outbox like every message. */
export async function sayFirst(ctx: Ctx, place: FirstPlace, words: FirstWords): Promise<MessageRow> {
  const conversation = await openFor(ctx, place)
  await requireReach(ctx, conversation)
  const input = { ...words, messageId: ctx.newId(), replyToId: null, sendAt: null, mentionIds: [] }
  const files = await listFileRows(ctx, words.fileIds)
  return queueMessage(ctx, conversation, { input, files }, true)
}

/** A person who said nothing is no work yet: the dialog stands closed until the answer opens it. */
async function openFor(ctx: Ctx, place: FirstPlace): Promise<ConversationRow> {
  await lockFirst(ctx, place)
  const { channelId, chatId, sourceType, contactId, name, target, windowUntil } = place
  const known = await findChat(ctx, { channelId, chatId })
  if (!known) {
    return createConversation(ctx, {
      channelId,
      externalChatId: chatId,
      kind: 'private',
      sourceType,
      state: 'closed',
      closedAt: ctx.now(),
      closedBy: { kind: 'system', id: null, name: 'greeting' },
      closedWay: 'quiet',
      lastMessageAt: ctx.now(),
      replyTarget: target,
      windowUntil,
      contactId,
      personName: name,
    })
  }
  const row = await lockConversation(ctx, known.id)
  // Whoever wrote to us is answered where they wrote.
  if (row.replyTarget?.kind === 'dialog') return row
  return changeConversation(ctx, row, { replyTarget: target, windowUntil }, { changed: ['writing'] })
}
