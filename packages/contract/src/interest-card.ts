/** The interest card as a reader gets it (R017 to R039). */
import { z } from 'zod'
import { Id, Timestamp } from './endpoint.ts'
import { ActorBrief, MemberBrief, Reason } from './people.ts'
import {
  ActionType,
  ActivityClass,
  DeliveryState,
  InterestAct,
  LeadState,
  ProcessedWay,
  SourceType,
  TriageLevel,
} from './vocabulary.ts'

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
  /** R007: how close to a purchase, 0 to 100, and whether the action decided or the class. */
  intent: z.object({ weight: z.number().int(), by: z.enum(['action', 'class']) }),
  level: TriageLevel,
  isPublic: z.boolean(),
  /** Stars 1 to 5. */
  rating: z.number().int().min(1).max(5).nullable(),
  /** R016: passed to a seller and not yet taken up. */
  handover: z
    .object({
      to: MemberBrief,
      by: ActorBrief,
      note: z.string(),
      at: Timestamp,
      dueAt: Timestamp,
      overdue: z.boolean(),
    })
    .nullable(),
  caseId: Id.nullable(),
  /** R038: the next planned contact with the author. */
  planned: z
    .object({ id: Id, dueAt: Timestamp, overdue: z.boolean(), what: z.string(), memberName: z.string() })
    .nullable(),
  /** R003: made a lead. */
  lead: z.object({ id: Id, state: LeadState }).nullable(),
  warnings: z.array(z.string()),
  /** Likes, reposts or joins on one card: how many people stand on it now; null is a card of one act. */
  people: z.number().int().nullable(),
  /** Everybody took their act back at the source. */
  withdrawnAt: Timestamp.nullable(),
  /** The author changed the words then; the earlier ones are in the card. */
  editedAt: Timestamp.nullable(),
  /** Gone at the source; the words stay here. `by` is null where the network does not say. */
  removed: z.object({ at: Timestamp, by: z.enum(['author', 'moderator']).nullable() }).nullable(),
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

export const RemoteFile = z.object({
  id: Id,
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
  state: z.enum(['pending', 'failed']),
  error: z.object({ ru: z.string(), en: z.string() }).nullable(),
})
export type RemoteFile = z.infer<typeof RemoteFile>

/** What the words stand under. */
export const InterestContext = z.object({
  post: z
    .object({
      title: z.string().nullable(),
      text: z.string(),
      url: z.string().nullable(),
      photoUrl: z.string().nullable(),
      at: Timestamp.nullable(),
    })
    .nullable(),
  /** The comment that is answered; `interestId` where it is a card of ours. */
  parent: z
    .object({ interestId: Id, authorName: z.string().nullable(), text: z.string(), at: Timestamp })
    .nullable(),
})
export type InterestContext = z.infer<typeof InterestContext>

/** A person on a folded card. */
export const Participant = z.object({
  id: Id,
  contactId: Id.nullable(),
  name: z.string().nullable(),
  photoUrl: z.string().nullable(),
  profileUrl: z.string().nullable(),
  action: ActionType,
  at: Timestamp,
  withdrawnAt: Timestamp.nullable(),
})
export type Participant = z.infer<typeof Participant>

export const InterestDetail = Interest.extend({
  /** Cut from below the words: quotes and signature. */
  quoted: z.string().nullable(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(Attachment),
  /** Files still at the network: being fetched, or why they could not be. */
  remoteFiles: z.array(RemoteFile),
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
  /** Earlier words, the oldest first; empty where nobody edited. */
  earlierTexts: z.array(z.object({ text: z.string(), at: Timestamp })),
  context: InterestContext,
  /** What the network lets a person do with it now. */
  acts: z.array(InterestAct),
  /** By which link or advertisement the person came. */
  campaign: z.string().nullable(),
  /** Why the program read the event like this (recogniser or rule). */
  recognisedBy: Reason.nullable(),
  caseInterests: z.array(
    z.object({
      id: Id,
      sourceType: SourceType,
      text: z.string(),
      occurredAt: Timestamp,
      authorName: z.string().nullable(),
    }),
  ),
})
export type InterestDetail = z.infer<typeof InterestDetail>

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
