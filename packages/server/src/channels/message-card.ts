/** A message of a dialog as a card of its own, where no slice of the program keeps dialogs. */
import type { Inbound, InboundMessage } from './channel.ts'

/** Null for our side's own words: they ask for no answer. */
export function messageCard(message: InboundMessage): Inbound | null {
  if (message.direction === 'out') return null
  const { chatId, externalId, occurredAt, author, text, attachments, fields, replyTarget } = message
  return {
    externalId: `${chatId}/${externalId}`,
    objectKey: null,
    sourceType: message.sourceType,
    activityClass: message.activityClass,
    action: 'chat_message',
    sourceUrl: message.sourceUrl,
    sourceTitle: message.sourceTitle,
    occurredAt,
    author,
    text,
    quoted: null,
    productHint: message.productHint,
    isPublic: false,
    rating: null,
    replyTarget,
    attachments,
    fields,
    warnings: [],
    campaign: message.campaign,
  }
}
