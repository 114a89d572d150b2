/** Endpoints of dialogs (R061, R158, R188, R226 to R233). */
import { z } from 'zod'
import {
  Conversation,
  ConversationBinding,
  ConversationDetail,
  Message,
  MessageAttachment,
  MessageVersion,
} from './conversation-card.ts'
import { noWriting, talkEndpoints, taken } from './conversation-talk.ts'
import { ById, endpoint, Flag, Id, listOf, Ok, PageInput, pageOf, Timestamp } from './endpoint.ts'
import { BoundKind, ConversationState, ConversationTab, SourceType } from './vocabulary.ts'

const tag = 'Conversations'

const ByMessage = ById.extend({ messageId: Id })

export const ConversationFilter = z.object({
  tab: ConversationTab.optional(),
  /** Name of the person or group. Words of messages: `search`. */
  q: z.string().max(200).optional(),
  channelId: listOf(Id).optional(),
  sourceType: listOf(SourceType).optional(),
  state: listOf(ConversationState).optional(),
  /** `me`, `none` or ids. */
  responsibleId: listOf(z.union([Id, z.literal('me'), z.literal('none')])).optional(),
  contactId: Id.optional(),
  interestId: Id.optional(),
  /** Bound to this object of any kind. */
  boundTo: Id.optional(),
  unanswered: Flag.optional(),
  /** With marks of quality control. */
  marked: Flag.optional(),
})
export type ConversationFilter = z.infer<typeof ConversationFilter>

export const ConversationCounters = z.object({
  mine: z.number().int(),
  /** Mine and without an answer. */
  mineUnanswered: z.number().int(),
  new: z.number().int(),
  all: z.number().int(),
  unanswered: z.number().int(),
  snoozed: z.number().int(),
  closed: z.number().int(),
  /** Colleague dialogs with something I have not seen. */
  colleagues: z.number().int(),
})
export type ConversationCounters = z.infer<typeof ConversationCounters>

export const NewMessage = z.object({
  /** Made by the client, so that a repeated press sends once. */
  messageId: Id,
  kind: z.enum(['message', 'note']).default('message'),
  text: z.string().max(50_000).default(''),
  fileIds: z.array(Id).max(20).default([]),
  /** A message of this dialog that is quoted. */
  replyToId: Id.nullable().default(null),
  /** Send later. Null: at once. */
  sendAt: Timestamp.nullable().default(null),
  /** Colleagues named in a note; those named by `@` in the text are found by themselves. */
  mentionIds: z.array(Id).max(50).default([]),
  /** The template it was made from: counts its use. */
  templateId: Id.nullable().default(null),
})

export const conversations = {
  list: endpoint('conversations.read', { method: 'GET', path: '/conversations', summary: 'Dialogs', tag })
    .input(
      PageInput.extend(ConversationFilter.shape).extend({
        order: z.enum(['newest', 'waiting']).default('newest'),
      }),
    )
    .output(pageOf(Conversation)),
  counters: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversations/counters',
    summary: 'Counters of the tabs',
    tag,
  }).output(ConversationCounters),
  /** Over the whole history; newest first. Words in any form, quoted phrases, `-word`. */
  search: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversations/search',
    summary: 'Messages that hold the words',
    tag,
  })
    .input(
      PageInput.extend({
        q: z.string().min(1).max(200),
        conversationId: Id.optional(),
        channelId: listOf(Id).optional(),
        contactId: Id.optional(),
        from: Timestamp.optional(),
        to: Timestamp.optional(),
      }),
    )
    .output(pageOf(z.object({ conversation: Conversation, message: Message }))),
  get: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversations/{id}',
    summary: 'One dialog',
    tag,
  })
    .input(ById)
    .output(ConversationDetail),
  /** In the order of time. Without a place: the newest. `around` opens at a message. */
  messages: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversations/{id}/messages',
    summary: 'Messages of a dialog',
    tag,
  })
    .input(
      ById.extend({
        before: z.string().max(500).optional(),
        after: z.string().max(500).optional(),
        around: Id.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        items: z.array(Message),
        /** Give it as `before`; null: nothing older. */
        older: z.string().nullable(),
        /** Give it as `after`; null: nothing newer. */
        newer: z.string().nullable(),
      }),
    ),
  message: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversations/{id}/messages/{messageId}',
    summary: 'One message',
    tag,
  })
    .input(ByMessage)
    .output(Message),
  send: endpoint('conversations.work', {
    method: 'POST',
    path: '/conversations/{id}/messages',
    summary: 'Write to the person, or a note for colleagues',
    tag,
  })
    .errors(noWriting)
    .input(ById.extend(NewMessage.shape))
    .output(Message),
  cancel: endpoint('conversations.work', {
    method: 'DELETE',
    path: '/conversations/{id}/messages/{messageId}/sending',
    summary: 'Take back what still waits',
    tag,
  })
    .input(ByMessage)
    .output(Message),
  edit: endpoint('conversations.work', {
    method: 'PATCH',
    path: '/conversations/{id}/messages/{messageId}',
    summary: 'Change the words of our message',
    tag,
  })
    .errors(noWriting)
    .input(ByMessage.extend({ text: z.string().min(1).max(50_000) }))
    .output(Message),
  remove: endpoint('conversations.work', {
    method: 'DELETE',
    path: '/conversations/{id}/messages/{messageId}',
    summary: 'Remove our message at the network',
    tag,
  })
    .errors(noWriting)
    .input(ByMessage)
    .output(Message),
  /** After `failed` or `unknown`: send again, or confirm that it arrived. */
  resolve: endpoint('conversations.work', {
    method: 'POST',
    path: '/conversations/{id}/messages/{messageId}/resolution',
    summary: 'Send again or mark as arrived',
    tag,
  })
    .input(ByMessage.extend({ decision: z.enum(['resend', 'arrived']) }))
    .output(Message),
  versions: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversations/{id}/messages/{messageId}/versions',
    summary: 'Earlier words of an edited message',
    tag,
  })
    .input(ByMessage)
    .output(z.object({ items: z.array(MessageVersion) })),
  /** R226. Of two at once one wins; the other learns who. */
  accept: endpoint('conversations.work', {
    method: 'POST',
    path: '/conversations/{id}/acceptance',
    summary: 'Accept the dialog',
    tag,
  })
    .errors(taken)
    .input(ById)
    .output(ConversationDetail),
  release: endpoint('conversations.work', {
    method: 'DELETE',
    path: '/conversations/{id}/acceptance',
    summary: 'Give the dialog back',
    tag,
  })
    .input(ById)
    .output(ConversationDetail),
  assign: endpoint('conversations.assign', {
    method: 'PUT',
    path: '/conversations/{id}/responsible',
    summary: 'Give the dialog to a colleague',
    tag,
  })
    .input(ById.extend({ memberId: Id.nullable(), note: z.string().max(1000).optional() }))
    .output(ConversationDetail),
  /** What is without an answer closes only `without_reply`, with a reason. */
  close: endpoint('conversations.work', {
    method: 'PUT',
    path: '/conversations/{id}/closed',
    summary: 'Close',
    tag,
  })
    .errors({
      ...taken,
      STILL_UNANSWERED: {
        status: 409,
        message: 'The person waits: answer, or close without a reply and say why',
      },
    })
    .input(
      ById.extend({ way: z.enum(['done', 'without_reply']), reason: z.string().trim().max(500).optional() }),
    )
    .output(ConversationDetail),
  reopen: endpoint('conversations.work', {
    method: 'DELETE',
    path: '/conversations/{id}/closed',
    summary: 'Open again',
    tag,
  })
    .input(ById)
    .output(ConversationDetail),
  snooze: endpoint('conversations.work', {
    method: 'PUT',
    path: '/conversations/{id}/snooze',
    summary: 'Put off; comes back by itself, or when the person writes',
    tag,
  })
    .input(ById.extend({ until: Timestamp }))
    .output(ConversationDetail),
  unsnooze: endpoint('conversations.work', {
    method: 'DELETE',
    path: '/conversations/{id}/snooze',
    summary: 'Bring back now',
    tag,
  })
    .input(ById)
    .output(ConversationDetail),
  noReplyNeeded: endpoint('conversations.work', {
    method: 'PUT',
    path: '/conversations/{id}/no-reply-needed',
    summary: 'The last words need no answer',
    tag,
  })
    .errors(taken)
    .input(ById.extend({ reason: z.string().trim().max(500).default('') }))
    .output(ConversationDetail),
  /** Shows «печатает» to the person where the network can. */
  typing: endpoint('conversations.work', {
    method: 'POST',
    path: '/conversations/{id}/typing',
    summary: 'I am writing to the person',
    tag,
  })
    .input(ById)
    .output(Ok),
  /** Seen by colleagues in the same dialog; not stored. Announce anew every 15 s. */
  presence: endpoint('conversations.read', {
    method: 'PUT',
    path: '/conversations/{id}/presence',
    summary: 'I look at this dialog, or write in it',
    tag,
  })
    .input(ById.extend({ activity: z.enum(['viewing', 'writing', 'left']) }))
    .output(Ok),
  bindObjects: endpoint('conversations.work', {
    method: 'POST',
    path: '/conversations/{id}/bindings',
    summary: 'Bind one or several objects',
    tag,
  })
    .input(ById.extend({ kind: BoundKind, objectIds: z.array(Id).min(1).max(50) }))
    .output(z.object({ items: z.array(ConversationBinding) })),
  unbindObject: endpoint('conversations.work', {
    method: 'DELETE',
    path: '/conversations/{id}/bindings/{bindingId}',
    summary: 'Unbind',
    tag,
  })
    .input(ById.extend({ bindingId: Id }))
    .output(z.object({ items: z.array(ConversationBinding) })),
  /** R230. The same people have one dialog. */
  startWithColleagues: endpoint('conversations.work', {
    method: 'POST',
    path: '/conversations/colleagues',
    summary: 'Talk to colleagues',
    tag,
  })
    .input(
      z.object({
        memberIds: z.array(Id).min(1).max(50),
        title: z.string().trim().max(100).nullable().default(null),
      }),
    )
    .output(ConversationDetail),
  /** Of a colleague dialog: everything up to now is seen. */
  seen: endpoint('conversations.read', {
    method: 'PUT',
    path: '/conversations/{id}/seen',
    summary: 'I have seen what colleagues wrote',
    tag,
  })
    .input(ById)
    .output(Ok),
  media: endpoint('conversations.read', {
    method: 'GET',
    path: '/conversations/{id}/media',
    summary: 'Pictures, videos and files, newest first',
    tag,
  })
    .input(PageInput.extend(ById.shape).extend({ kind: z.enum(['pictures', 'files', 'voice']).optional() }))
    .output(pageOf(z.object({ messageId: Id, at: Timestamp, attachment: MessageAttachment }))),
  ...talkEndpoints,
}
