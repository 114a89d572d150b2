/** What is asked of the feed and sent to it: tabs, filters, a new interest, a mass change. */
import { z } from 'zod'
import { Flag, Id, listOf, Timestamp } from './endpoint.ts'
import { feedTabs } from './words.ts'
import { ActionType, ActivityClass, LeadState, SourceType, TriageLevel } from './vocabulary.ts'

export const FeedTab = z.enum(feedTabs)
export type FeedTab = z.infer<typeof FeedTab>

/** Filters of the feed; the address bar holds the same names. */
export const InterestFilter = z.object({
  tab: FeedTab.optional(),
  q: z.string().max(200).optional(),
  sourceType: listOf(SourceType).optional(),
  activityClass: listOf(ActivityClass).optional(),
  action: listOf(ActionType).optional(),
  channelId: listOf(Id).optional(),
  productId: listOf(Id.or(z.literal('none'))).optional(),
  responsibleId: listOf(Id.or(z.literal('none')).or(z.literal('me'))).optional(),
  contactId: Id.optional(),
  caseId: Id.optional(),
  level: listOf(TriageLevel).optional(),
  processed: Flag.optional(),
  hasProof: Flag.optional(),
  isPublic: Flag.optional(),
  /** Cards made leads, by the state of the lead (R003). */
  lead: listOf(LeadState).optional(),
  /** Intent of at least so much (R007). */
  intentFrom: z.coerce.number().int().min(0).max(100).optional(),
  from: Timestamp.optional(),
  to: Timestamp.optional(),
})
export type InterestFilter = z.infer<typeof InterestFilter>

/**
 * `newest`: by date. `urgent`: super-important first, then negative (R102), oldest waiting first inside a level.
 * `intent`: closest to a purchase first (R007), newest first inside a weight. The last two hold only what waits.
 */
export const FeedOrder = z.enum(['newest', 'oldest', 'urgent', 'intent'])
export type FeedOrder = z.infer<typeof FeedOrder>

export const FeedCounters = z.object({
  all: z.number().int(),
  mine: z.number().int(),
  unassigned: z.number().int(),
  unanswered: z.number().int(),
  public: z.number().int(),
  conflicts: z.number().int(),
  handed_over: z.number().int(),
  /** Leads in work. */
  leads: z.number().int(),
})
export type FeedCounters = z.infer<typeof FeedCounters>

/** What the API and webhooks bring (R044). Unknown fields are refused, so that a misspelt one is noticed. */
export const InterestInput = z.strictObject({
  externalId: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe('Your id of the event; sent twice it stays one card'),
  objectKey: z.string().max(300).optional(),
  sourceType: SourceType.default('api'),
  activityClass: ActivityClass,
  action: ActionType,
  sourceUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  sourceTitle: z.string().max(300).optional(),
  occurredAt: Timestamp.optional(),
  author: z
    .strictObject({
      name: z.string().max(200).optional(),
      email: z.email().max(300).optional(),
      phone: z.string().max(40).optional(),
      network: z.string().max(100).optional(),
      externalId: z.string().max(300).optional(),
      profileUrl: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .optional(),
      photoUrl: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .optional(),
    })
    .optional(),
  text: z.string().max(100_000),
  productUrl: z.url().max(2000).optional(),
  productName: z.string().max(300).optional(),
  isPublic: z.boolean().default(false),
  rating: z.number().int().min(1).max(5).optional(),
  fields: z
    .array(z.strictObject({ name: z.string().max(200), value: z.string().max(10_000) }))
    .max(200)
    .default([]),
})
export type InterestInput = z.infer<typeof InterestInput>

export const InterestSelection = z.union([
  z.object({ ids: z.array(Id).min(1).max(500) }),
  /** All that match now; `expected` is the count the person saw, a larger set is refused. */
  z.object({ filter: InterestFilter, expected: z.number().int().min(0) }),
])
export type InterestSelection = z.infer<typeof InterestSelection>

export const BulkAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claim') }),
  z.object({ kind: z.literal('assign'), memberId: Id }),
  z.object({ kind: z.literal('release') }),
  z.object({ kind: z.literal('level'), level: TriageLevel }),
  z.object({ kind: z.literal('product'), productId: Id.nullable() }),
  z.object({ kind: z.literal('noReplyNeeded'), reason: z.string().min(1).max(500) }),
  z.object({ kind: z.literal('process'), reason: z.string().min(1).max(500) }),
  z.object({ kind: z.literal('reopen') }),
])
export type BulkAction = z.infer<typeof BulkAction>
