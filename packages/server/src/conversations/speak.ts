/** What the program itself says to the person: through the same outbox, answering nobody. */
import type { Ctx } from '../platform/ctx.ts'
import type { ConversationRow } from './conversation-row.ts'
import type { MessageRow } from './message-row.ts'
import { queueMessage } from './send-message.ts'

export async function speak(ctx: Ctx, conversation: ConversationRow, text: string): Promise<MessageRow> {
  const input = {
    messageId: ctx.newId(),
    text,
    fileIds: [],
    replyToId: null,
    sendAt: null,
    mentionIds: [],
    templateId: null,
  }
  return queueMessage(ctx, conversation, { input, files: [] }, true)
}
