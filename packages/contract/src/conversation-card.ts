/** A dialog and its messages as a reader gets them (R226 to R233). */
import { z } from 'zod'
import { Words } from './channels.ts'
import { Id, Timestamp } from './endpoint.ts'
import { ActorBrief, MemberBrief, Reason } from './people.ts'
import { BoundKind, ConversationState, MessageState, SourceType } from './vocabulary.ts'

export const MessageDirection = z.enum(['in', 'out', 'note', 'system'])
export type MessageDirection = z.infer<typeof MessageDirection>

/** Why the composer is closed, or `ok`. The words are for the person at the screen. */
export const WritingGate = z.object({
  code: z.enum([
    'ok',
    /** Nobody accepted it, or it is yours and not accepted yet: press «Принять». */
    'accept_first',
    /** Another operator leads it: `holder` says who. */
    'taken',
    'closed',
    'window_closed',
    /** The person stopped the bot or forbade messages. */
    'forbidden_by_person',
    /** R227. */
    'client_must_write_first',
    'channel_cannot_send',
    'channel_stopped',
    'reads_only',
  ]),
  words: Words.nullable(),
  holder: MemberBrief.nullable(),
  /** Until when the network lets us answer; null is without a limit. */
  windowUntil: Timestamp.nullable(),
})
export type WritingGate = z.infer<typeof WritingGate>

export const ComposerLimits = z.object({
  text: z.number().int().nullable(),
  /** Of a text that goes with files. */
  caption: z.number().int().nullable(),
  files: z.number().int(),
  /** Bytes. */
  fileSize: z.number().int().nullable(),
  imageSize: z.number().int().nullable(),
})
export type ComposerLimits = z.infer<typeof ComposerLimits>

export const ConversationLast = z.object({
  direction: MessageDirection,
  /** At most 200 characters. */
  text: z.string(),
  /** Shown when there is no text. */
  attachment: z.enum(['image', 'video', 'audio', 'voice', 'sticker', 'file']).nullable(),
  authorName: z.string(),
  state: MessageState.nullable(),
  at: Timestamp,
})

export const Conversation = z.object({
  id: Id,
  kind: z.enum(['private', 'group', 'colleague']),
  /** Null for a dialog of colleagues. */
  channel: z.object({ id: Id, name: z.string(), kind: z.string() }).nullable(),
  sourceType: SourceType.nullable(),
  /** Name of the group or of the place at the network. */
  title: z.string().nullable(),
  person: z
    .object({ contactId: Id, name: z.string().nullable(), photoUrl: z.string().nullable() })
    .nullable(),
  /** Colleagues of a colleague dialog. */
  colleagues: z.array(MemberBrief),
  state: ConversationState,
  responsible: MemberBrief.nullable(),
  responsibleSince: Timestamp.nullable(),
  /** Why this person, or why nobody. */
  responsibleReason: Reason.nullable(),
  accepted: z.object({ at: Timestamp, by: MemberBrief.nullable() }).nullable(),
  snoozedUntil: Timestamp.nullable(),
  /** The first client message without an answer: the only thing that makes a dialog «без ответа». */
  unansweredSince: Timestamp.nullable(),
  lastMessageAt: Timestamp,
  last: ConversationLast.nullable(),
  /** Card of the present session. */
  interestId: Id.nullable(),
  campaign: z.string().nullable(),
  closed: z
    .object({
      at: Timestamp,
      by: ActorBrief,
      way: z.enum(['done', 'without_reply', 'quiet']),
      reason: z.string().nullable(),
    })
    .nullable(),
  /** The client's own mark after closing. */
  rating: z.object({ stars: z.number().int(), at: Timestamp }).nullable(),
  review: z
    .object({ score: z.number().int(), note: z.string().nullable(), by: ActorBrief, at: Timestamp })
    .nullable(),
  version: z.number().int(),
})
export type Conversation = z.infer<typeof Conversation>

export const ConversationBinding = z.object({
  id: Id,
  kind: BoundKind,
  objectId: Id,
  /** What to show; null when the object is gone. */
  title: z.string().nullable(),
  by: ActorBrief,
  at: Timestamp,
})
export type ConversationBinding = z.infer<typeof ConversationBinding>

export const ConversationDetail = Conversation.extend({
  writing: WritingGate,
  /** Null for a dialog of colleagues. */
  limits: ComposerLimits.nullable(),
  /** What the network allows here: `edit_message`, `remove_message`, `typing`, `send_files`, `mark_read` … */
  acts: z.array(z.string()),
  /** Seconds a message waits so that it can be taken back. */
  undoSeconds: z.number().int(),
  bindings: z.array(ConversationBinding),
  /** R229: other dialogs of the same person, newest first, at most 20. */
  others: z.array(
    z.object({
      id: Id,
      channelName: z.string(),
      sourceType: SourceType.nullable(),
      state: ConversationState,
      lastMessageAt: Timestamp,
    }),
  ),
  /** Where the network itself shows the dialog. */
  sourceUrl: z.string().nullable(),
})
export type ConversationDetail = z.infer<typeof ConversationDetail>

export const MessageAttachment = z.object({
  id: Id,
  kind: z.enum(['image', 'video', 'audio', 'voice', 'sticker', 'file']),
  /** `waiting`: being fetched from the network; `gone`: the network no longer has it. */
  state: z.enum(['waiting', 'stored', 'gone']),
  name: z.string(),
  mime: z.string(),
  size: z.number().int().nullable(),
  fileId: Id.nullable(),
  url: z.string().nullable(),
  thumbnailUrl: z.string().nullable(),
  suspicious: z.boolean(),
})
export type MessageAttachment = z.infer<typeof MessageAttachment>

export const MessageMark = z.object({ id: Id, words: z.string(), by: ActorBrief, at: Timestamp })

export const Message = z.object({
  id: Id,
  conversationId: Id,
  direction: MessageDirection,
  author: z.object({
    /** `person`: at the other end; `outside`: our side, written in the network's own program. */
    kind: z.enum(['person', 'member', 'apiKey', 'system', 'outside']),
    id: Id.nullable(),
    name: z.string(),
    photoUrl: z.string().nullable(),
  }),
  /** For `system`: a code with its values, said in words by the screen. */
  reason: Reason.nullable(),
  text: z.string(),
  occurredAt: Timestamp,
  /** Of our messages. */
  state: MessageState.nullable(),
  /** In words: what went wrong and what to do. */
  error: z.string().nullable(),
  sendAfter: Timestamp.nullable(),
  sentAt: Timestamp.nullable(),
  deliveredAt: Timestamp.nullable(),
  readAt: Timestamp.nullable(),
  editedAt: Timestamp.nullable(),
  removed: z.object({ at: Timestamp, by: z.enum(['author', 'moderator', 'us']).nullable() }).nullable(),
  /** What it quotes. `messageId` null: that message is not here. */
  replyTo: z.object({ messageId: Id.nullable(), text: z.string(), authorName: z.string() }).nullable(),
  /** Parts of one album carry one key. */
  albumKey: z.string().nullable(),
  attachments: z.array(MessageAttachment),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  mentions: z.array(MemberBrief),
  marks: z.array(MessageMark),
  /** Card of its session. */
  interestId: Id.nullable(),
  url: z.string().nullable(),
})
export type Message = z.infer<typeof Message>

export const MessageVersion = z.object({ text: z.string(), at: Timestamp, by: z.string().nullable() })
