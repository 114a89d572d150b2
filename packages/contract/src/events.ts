/** What happens, in the past tense. Carried to subscribers, to live screens and to webhooks; payloads are ids, the receiver reads the rest. */
import { z } from 'zod'
import { Id } from './endpoint.ts'

const interestEvent = z.object({ interestId: Id })
const conversationEvent = z.object({ conversationId: Id })

export const eventPayloads = {
  'interest.created': interestEvent,
  /** Any field, the level, the product, a proof, a note. `changed` names what. */
  'interest.changed': interestEvent.extend({ changed: z.array(z.string()) }),
  'interest.claimed': interestEvent.extend({ memberId: Id }),
  'interest.assigned': interestEvent.extend({ memberId: Id.nullable(), byMemberId: Id.nullable() }),
  'interest.handed_over': interestEvent.extend({ memberId: Id }),
  'interest.processed': interestEvent,
  'interest.reopened': interestEvent,
  'answer.changed': interestEvent.extend({ answerId: Id, state: z.string() }),
  /** Many cards at once: screens read the list anew; `bulkId` leads listeners to the cards. */
  'interests.changed': z.object({ count: z.number().int(), bulkId: Id.optional() }),
  /** The card became a lead. */
  'lead.created': interestEvent.extend({ leadId: Id }),
  /** Closed, opened again, taken back, or a field of it. */
  'lead.changed': interestEvent.extend({ leadId: Id }),
  /** Made, moved, done, cancelled or planned again. */
  'planned_contact.changed': z.object({ plannedContactId: Id, interestId: Id.nullable() }),
  /** Its time has come, or another day has passed. */
  'planned_contact.due': z.object({ plannedContactId: Id, memberId: Id, who: z.string(), what: z.string() }),
  'channel.changed': z.object({ channelId: Id }),
  /** It works, and somebody should look: a token ends, it is unusually quiet. */
  'channel.warned': z.object({
    channelId: Id,
    name: z.string(),
    words: z.object({ ru: z.string(), en: z.string() }),
  }),
  /** The network kept nothing of some time: the gap is open until a person has looked. */
  'channel.missed': z.object({ channelId: Id, gapId: Id }),
  /** A post of ours: written, changed, handed over, published, failed. */
  'post.changed': z.object({ postId: Id, channelId: Id }),
  'conversation.created': conversationEvent,
  /** `changed` names what: `state`, `responsible`, `unanswered`, `snoozed`, `bindings`, `rating`, `review`, `person`. */
  'conversation.changed': conversationEvent.extend({ changed: z.array(z.string()) }),
  'message.created': conversationEvent.extend({
    messageId: Id,
    direction: z.enum(['in', 'out', 'note', 'system']),
  }),
  'message.changed': conversationEvent.extend({ messageId: Id, changed: z.array(z.string()) }),
  /** Who looks and who writes; announced anew every 15 s, and at once when somebody else comes. Not stored. */
  'conversation.presence': conversationEvent.extend({
    memberId: Id,
    memberName: z.string(),
    activity: z.enum(['viewing', 'writing', 'left']),
  }),
  /** The person at the other end is typing. Not stored. */
  'conversation.typing': conversationEvent,
  'conversation.settings_changed': z.object({ channelId: Id.nullable() }),
  /** Somebody was met, greeted, answered; or a rule or link changed. */
  'greeting.changed': z.object({ channelId: Id }),
  'template.changed': z.object({ templateId: Id }),
  'operation.changed': z.object({ operationId: Id }),
  'workspace.changed': z.object({ workspaceId: Id }),
  'member.changed': z.object({ memberId: Id }),
  'product.changed': z.object({ productId: Id }),
  'view.changed': z.object({ viewId: Id }),
  'notice.created': z.object({ noticeId: Id, memberId: Id }),
  'notice.read': z.object({ memberId: Id }),
  'webhook.changed': z.object({ webhookId: Id }),
  /** Switched off by the program after a day of failures. */
  'webhook.stopped': z.object({ webhookId: Id, name: z.string(), error: z.string() }),
  /** Something new in the talk that a visitor of a site sees. */
  'site.message': z.object({ channelId: Id, chatId: z.string() }),
  'letter.stored': z.object({ letterId: Id }),
  /** A letter said that an answer of ours was not delivered. */
  'letter.bounced': z.object({ answerId: Id, words: z.object({ ru: z.string(), en: z.string() }) }),
} as const

/** Live only: a screen that was away has missed nothing. */
export const ephemeralEvents: ReadonlySet<string> = new Set<EventType>([
  'conversation.presence',
  'conversation.typing',
])

export type EventType = keyof typeof eventPayloads
export type EventPayload<T extends EventType> = z.infer<(typeof eventPayloads)[T]>
export type DomainEvent = { [T in EventType]: { type: T; data: EventPayload<T> } }[EventType]

/** One line of `GET /api/v1/live`. */
export type LiveEvent = DomainEvent & { id: string; at: string }
