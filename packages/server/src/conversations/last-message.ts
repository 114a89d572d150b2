/** What the list shows of the newest message. */
import type { ConversationPatch } from './conversation-change.ts'
import type { ConversationRow } from './conversation-row.ts'
import type { LastMessage } from './conversations.table.ts'
import type { MessageRow } from './message-row.ts'

const previewLength = 200

/** Empty when a newer one is shown already. */
export function lastPatch(
  conversation: Pick<ConversationRow, 'lastMessageAt' | 'last'>,
  row: MessageRow,
  attachment: LastMessage['attachment'] = row.attachmentCount > 0 ? 'file' : null,
): ConversationPatch {
  if (
    conversation.last &&
    conversation.last.messageId !== row.id &&
    row.occurredAt < conversation.lastMessageAt
  )
    return {}
  return {
    lastMessageAt: row.occurredAt,
    last: {
      messageId: row.id,
      direction: row.direction,
      text: shorten(row.text),
      attachment,
      authorName: row.author.name,
      state: row.state,
    },
  }
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= previewLength
    ? line
    : `${line.slice(0, previewLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
