/** What each live event must carry. By hand, so that the first load has no validator in it; a test holds it to the contract. */
import type { EventPayload, EventType } from '@otklik/contract'

type Check = (value: unknown) => boolean
type Shape<T extends EventType> = { [K in keyof EventPayload<T>]-?: Check }

const id: Check = (value) => typeof value === 'string'
const word = id
const idOrNull: Check = (value) => value === null || id(value)
const idOrNothing: Check = (value) => value === undefined || id(value)
const count: Check = (value) => Number.isInteger(value)
const list: Check = (value) => Array.isArray(value) && value.every(word)
const bothLanguages: Check = (value) =>
  typeof value === 'object' && value !== null && 'ru' in value && 'en' in value
const interest = { interestId: id }
const conversation = { conversationId: id }

export const eventShapes: { [T in EventType]: Shape<T> } = {
  'interest.created': interest,
  'interest.changed': { ...interest, changed: list },
  'interest.claimed': { ...interest, memberId: id },
  'interest.assigned': { ...interest, memberId: idOrNull, byMemberId: idOrNull },
  'interest.handed_over': { ...interest, memberId: id },
  'interest.processed': interest,
  'interest.reopened': interest,
  'answer.changed': { ...interest, answerId: id, state: word },
  'interests.changed': { count, bulkId: idOrNothing },
  'lead.created': { ...interest, leadId: id },
  'lead.changed': { ...interest, leadId: id },
  'planned_contact.changed': { plannedContactId: id, interestId: idOrNull },
  'planned_contact.due': { plannedContactId: id, memberId: id, who: word, what: word },
  'channel.warned': { channelId: id, name: word, words: bothLanguages },
  'channel.changed': { channelId: id },
  'channel.missed': { channelId: id, gapId: id },
  'post.changed': { postId: id, channelId: id },
  'conversation.created': conversation,
  'conversation.changed': { ...conversation, changed: list },
  'message.created': { ...conversation, messageId: id, direction: word },
  'message.changed': { ...conversation, messageId: id, changed: list },
  'conversation.presence': { ...conversation, memberId: id, memberName: word, activity: word },
  'conversation.typing': conversation,
  'conversation.settings_changed': { channelId: idOrNull },
  'greeting.changed': { channelId: id },
  'template.changed': { templateId: id },
  'operation.changed': { operationId: id },
  'workspace.changed': { workspaceId: id },
  'member.changed': { memberId: id },
  'product.changed': { productId: id },
  'view.changed': { viewId: id },
  'notice.created': { noticeId: id, memberId: id },
  'notice.read': { memberId: id },
  'webhook.changed': { webhookId: id },
  'webhook.stopped': { webhookId: id, name: word, error: word },
  'site.message': { channelId: id, chatId: word },
  'letter.stored': { letterId: id },
  'letter.bounced': { answerId: id, words: bothLanguages },
}

export function isEventType(type: unknown): type is EventType {
  return typeof type === 'string' && Object.hasOwn(eventShapes, type)
}

/** Whether the payload has everything an event of this type promises. */
export function fitsEvent(type: EventType, data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false
  const fields = new Map(Object.entries(data))
  return Object.entries(eventShapes[type]).every(([name, check]) => check(fields.get(name)))
}
