/** The interest card and the feed (R017 to R039). */
import { z } from 'zod'
import { ById, endpoint, Flag, Id, listOf, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { ActorBrief, MemberBrief, Reason } from './people.ts'
import { ActionType, ActivityClass, DeliveryState, ProcessedWay, SourceType, TriageLevel } from './vocabulary.ts'

const tag = 'Interests'

export const InterestAuthor = z.object({
  contactId: Id.nullable(),
  name: z.string().nullable(),
  photoUrl: z.string().nullable(),
  profileUrl: z.string().nullable(),
  network: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})
export type InterestAuthor = z.infer<typeof InterestAuthor>

export const ProofBrief = z.object({
  id: Id,
  kind: z.enum(['file', 'link', 'answer']),
  /** What to open: our file, the link itself, or null for an answer sent by us. */
  url: z.string().nullable(),
  thumbnailUrl: z.string().nullable(),
  title: z.string(),
  by: ActorBrief,
  at: Timestamp,
})
export type ProofBrief = z.infer<typeof ProofBrief>

/** How the Reply button behaves (R033 to R035). */
export const ReplyWay = z.object({
  way: z.enum(['letter', 'comment', 'message', 'call', 'source', 'none']),
  /** False once answered: the button is grey and cannot be pressed. */
  enabled: z.boolean(),
  /** Can the answer be written here and sent by the program. */
  here: z.boolean(),
  /** The very place at the source, `tel:` or `mailto:`. */
  url: z.string().nullable(),
})
export type ReplyWay = z.infer<typeof ReplyWay>

export const Interest = z.object({
  id: Id,
  channelId: Id.nullable(),
  /** 1. Source: the place and the link to it. */
  source: z.object({ title: z.string().nullable(), url: z.string().nullable(), channelName: z.string() }),
  /** 2. Date: when it happened at the source. */
  occurredAt: Timestamp,
  receivedAt: Timestamp,
  /** 3. */
  sourceType: SourceType,
  activityClass: ActivityClass,
  /** 4. */
  author: InterestAuthor.nullable(),
  /** 5. */
  action: ActionType,
  /** 6. The author's words, unchanged. In lists at most 600 characters; `textShortened` says so. */
  text: z.string(),
  textShortened: z.boolean(),
  /** 7. */
  product: z.object({ id: Id, name: z.string(), url: z.string().nullable() }).nullable(),
  productReason: Reason.nullable(),
  /** 8. */
  responsible: MemberBrief.nullable(),
  responsibleSince: Timestamp.nullable(),
  responsibleReason: Reason.nullable(),
  /** 9. */
  processed: z
    .object({ at: Timestamp, by: ActorBrief, way: ProcessedWay, reason: z.string().nullable() })
    .nullable(),
  proofs: z.array(ProofBrief),
  /** 10. */
  reply: ReplyWay,
  /** State of the last answer sent from here. */
  answerState: DeliveryState.nullable(),
  level: TriageLevel,
  isPublic: z.boolean(),
  /** Stars 1 to 5. */
  rating: z.number().int().min(1).max(5).nullable(),
  /** R016: passed to a seller and not yet taken up. */
  handover: z
    .object({ to: MemberBrief, by: ActorBrief, note: z.string(), at: Timestamp, dueAt: Timestamp, overdue: z.boolean() })
    .nullable(),
  caseId: Id.nullable(),
  warnings: z.array(z.string()),
  hasAttachments: z.boolean(),
  /** Changes with every change of the card; send it back with an edit to learn of somebody else's. */
  version: z.number().int(),
})
export type Interest = z.infer<typeof Interest>

export const Attachment = z.object({
  fileId: Id,
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
  url: z.string(),
  thumbnailUrl: z.string().nullable(),
  suspicious: z.boolean(),
})
export type Attachment = z.infer<typeof Attachment>

export const InterestDetail = Interest.extend({
  /** Cut from below the words: quotes and signature. */
  quoted: z.string().nullable(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(Attachment),
  letter: z
    .object({
      id: Id,
      subject: z.string(),
      from: z.string(),
      to: z.string(),
      hasHtml: z.boolean(),
      rawUrl: z.string(),
    })
    .nullable(),
  /** Why the program read the event like this (recogniser or rule). */
  recognisedBy: Reason.nullable(),
  caseInterests: z.array(
    z.object({ id: Id, sourceType: SourceType, text: z.string(), occurredAt: Timestamp, authorName: z.string().nullable() }),
  ),
})
export type InterestDetail = z.infer<typeof InterestDetail>

/** The tabs of the feed. Counters of the tabs, the rail and the title come from one place. */
export const feedTabs = ['all', 'mine', 'unassigned', 'unanswered', 'public', 'conflicts', 'handed_over', 'auto'] as const
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
  from: Timestamp.optional(),
  to: Timestamp.optional(),
})
export type InterestFilter = z.infer<typeof InterestFilter>

/** `newest`: by date. `urgent`: super-important first, then negative (R102), oldest waiting first inside a level. */
export const FeedOrder = z.enum(['newest', 'oldest', 'urgent'])
export type FeedOrder = z.infer<typeof FeedOrder>

export const FeedCounters = z.object({
  all: z.number().int(),
  mine: z.number().int(),
  unassigned: z.number().int(),
  unanswered: z.number().int(),
  public: z.number().int(),
  conflicts: z.number().int(),
  handed_over: z.number().int(),
})
export type FeedCounters = z.infer<typeof FeedCounters>

/** What the API and webhooks bring (R044). Unknown fields are refused, so that a misspelt one is noticed. */
export const InterestInput = z.strictObject({
  externalId: z.string().min(1).max(300).optional().describe('Your id of the event; sent twice it stays one card'),
  objectKey: z.string().max(300).optional(),
  sourceType: SourceType.default('api'),
  activityClass: ActivityClass,
  action: ActionType,
  sourceUrl: z.url({ protocol: /^https?$/ }).max(2000).optional(),
  sourceTitle: z.string().max(300).optional(),
  occurredAt: Timestamp.optional(),
  author: z
    .strictObject({
      name: z.string().max(200).optional(),
      email: z.email().max(300).optional(),
      phone: z.string().max(40).optional(),
      network: z.string().max(100).optional(),
      externalId: z.string().max(300).optional(),
      profileUrl: z.url({ protocol: /^https?$/ }).max(2000).optional(),
      photoUrl: z.url({ protocol: /^https?$/ }).max(2000).optional(),
    })
    .optional(),
  text: z.string().max(100_000),
  productUrl: z.url().max(2000).optional(),
  productName: z.string().max(300).optional(),
  isPublic: z.boolean().default(false),
  rating: z.number().int().min(1).max(5).optional(),
  fields: z.array(z.strictObject({ name: z.string().max(200), value: z.string().max(10_000) })).max(200).default([]),
})
export type InterestInput = z.infer<typeof InterestInput>

export const HistoryEntry = z.object({
  id: Id,
  at: Timestamp,
  by: ActorBrief,
  action: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  reason: Reason.nullable(),
  note: z.string().nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const Answer = z.object({
  id: Id,
  text: z.string(),
  state: DeliveryState,
  by: ActorBrief,
  createdAt: Timestamp,
  sentAt: Timestamp.nullable(),
  /** In words: what went wrong and what to do. */
  error: z.string().nullable(),
  attachments: z.array(Attachment),
})
export type Answer = z.infer<typeof Answer>

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

const Taken = z.object({ memberId: Id, memberName: z.string() })
const taken = { INTEREST_TAKEN: { status: 409, message: 'Somebody took this card first', data: Taken } }

export const interests = {
  list: endpoint('interests.read', { method: 'GET', path: '/interests', summary: 'Feed page', tag })
    .input(PageInput.extend(InterestFilter.shape).extend({ order: FeedOrder.default('newest') }))
    .output(pageOf(Interest)),
  counters: endpoint('interests.read', { method: 'GET', path: '/interests/counters', summary: 'Counters of the tabs', tag })
    .output(FeedCounters),
  /** Exact; asked before a mass change and when filters are on. */
  count: endpoint('interests.read', { method: 'GET', path: '/interests/count', summary: 'How many cards match', tag })
    .input(InterestFilter)
    .output(z.object({ count: z.number().int() })),
  get: endpoint('interests.read', { method: 'GET', path: '/interests/{id}', summary: 'One card', tag })
    .input(ById)
    .output(InterestDetail),
  create: endpoint('interests.create', { method: 'POST', path: '/interests', summary: 'Send an interest', tag })
    .input(InterestInput)
    .output(z.object({ id: Id, created: z.boolean() })),
  update: endpoint('interests.work', { method: 'PATCH', path: '/interests/{id}', summary: 'Change product or level', tag })
    .input(
      ById.extend({
        productId: Id.nullable().optional(),
        level: TriageLevel.optional(),
        isPublic: z.boolean().optional(),
        version: z.number().int().optional(),
      }),
    )
    .output(Interest),
  history: endpoint('interests.read', { method: 'GET', path: '/interests/{id}/history', summary: 'Who did what, when and why', tag })
    .input(ById)
    .output(z.object({ items: z.array(HistoryEntry) })),
  claim: endpoint('interests.work', { method: 'POST', path: '/interests/{id}/claim', summary: 'Take the card', tag })
    .errors(taken)
    .input(ById)
    .output(Interest),
  release: endpoint('interests.work', { method: 'DELETE', path: '/interests/{id}/claim', summary: 'Give the card back', tag })
    .input(ById)
    .output(Interest),
  assign: endpoint('interests.assign', { method: 'PUT', path: '/interests/{id}/responsible', summary: 'Give the card to a colleague', tag })
    .input(ById.extend({ memberId: Id.nullable(), note: z.string().max(1000).optional() }))
    .output(Interest),
  handOver: endpoint('interests.work', { method: 'POST', path: '/interests/{id}/handover', summary: 'Pass to sales with a note', tag })
    .input(ById.extend({ memberId: Id, note: z.string().min(1).max(2000) }))
    .output(Interest),
  process: endpoint('interests.work', { method: 'PUT', path: '/interests/{id}/processed', summary: 'Set Processed', tag })
    .errors({ PROOF_REQUIRED: { status: 422, message: 'Attach a screenshot or a link of the answer, or give a reason' } })
    .input(ById.extend({ way: z.enum(['reason', 'no_reply_needed', 'proof']), reason: z.string().max(500).optional() }))
    .output(Interest),
  reopen: endpoint('interests.work', { method: 'DELETE', path: '/interests/{id}/processed', summary: 'Open again', tag })
    .input(ById)
    .output(Interest),
  addProof: endpoint('interests.work', { method: 'POST', path: '/interests/{id}/proofs', summary: 'Attach proof: a file or a link', tag })
    .input(
      z.union([ById.extend({ fileId: Id }), ById.extend({ link: z.url({ protocol: /^https?$/ }).max(2000) })]),
    )
    .output(Interest),
  removeProof: endpoint('interests.work', { method: 'DELETE', path: '/interests/{id}/proofs/{proofId}', summary: 'Take proof away', tag })
    .input(ById.extend({ proofId: Id }))
    .output(Interest),
  note: endpoint('interests.work', { method: 'POST', path: '/interests/{id}/notes', summary: 'Write a note for colleagues', tag })
    .input(ById.extend({ text: z.string().min(1).max(5000) }))
    .output(HistoryEntry),
  answers: endpoint('interests.read', { method: 'GET', path: '/interests/{id}/answers', summary: 'Answers sent from here', tag })
    .input(ById)
    .output(z.object({ items: z.array(Answer) })),
  answer: endpoint('interests.work', { method: 'POST', path: '/interests/{id}/answers', summary: 'Send an answer', tag })
    .errors({
      ANSWER_UNDER_WAY: { status: 409, message: 'A colleague is answering this card', data: Taken },
      CANNOT_ANSWER_HERE: { status: 422, message: 'Answer at the source and attach proof' },
    })
    .input(
      ById.extend({
        /** Made by the client, so that a repeated press sends once. */
        answerId: Id,
        text: z.string().min(1).max(50_000),
        fileIds: z.array(Id).max(20).default([]),
      }),
    )
    .output(Answer),
  cancelAnswer: endpoint('interests.work', { method: 'DELETE', path: '/interests/{id}/answers/{answerId}', summary: 'Undo sending while it waits', tag })
    .input(ById.extend({ answerId: Id }))
    .output(Answer),
  /** After `failed` or `unknown`: send again, or confirm that it arrived. */
  resolveAnswer: endpoint('interests.work', { method: 'POST', path: '/interests/{id}/answers/{answerId}/resolution', summary: 'Send again or mark as sent', tag })
    .input(ById.extend({ answerId: Id, decision: z.enum(['resend', 'arrived']) }))
    .output(Answer),
  bulk: endpoint('interests.bulk', { method: 'POST', path: '/interests/bulk', summary: 'Change many cards', tag })
    .input(z.object({ selection: InterestSelection, action: BulkAction }))
    .output(z.object({ changed: z.number().int(), skipped: z.number().int(), operationId: Id.nullable(), undoId: Id.nullable() })),
  undo: endpoint('interests.bulk', { method: 'POST', path: '/interests/bulk/{id}/undo', summary: 'Take a mass change back', tag })
    .input(ById)
    .output(z.object({ restored: z.number().int() })),
  /** R085: posts on one matter joined into one case, and parted again. */
  joinCase: endpoint('interests.work', { method: 'POST', path: '/cases', summary: 'Join cards into one case', tag })
    .input(z.object({ ids: z.array(Id).min(2).max(100) }))
    .output(z.object({ caseId: Id })),
  leaveCase: endpoint('interests.work', { method: 'DELETE', path: '/interests/{id}/case', summary: 'Part the card from its case', tag })
    .input(ById)
    .output(Interest),
}
