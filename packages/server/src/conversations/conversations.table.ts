import type { BoundKind, ConversationState, MessageDirection, MessageState, Reason } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ActorBrief } from '@otklik/contract'
import type { InboundAttachment, ReplyTarget } from '../channels/channel.ts'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** What the list shows of the last message. */
export interface LastMessage {
  direction: MessageDirection
  text: string
  attachment: NonNullable<InboundAttachment['kind']> | null
  authorName: string
  state: MessageState | null
  messageId: string
}

/** A talk with one person in one channel, a group where we take part, or colleagues among themselves. */
export const conversations = pgTable(
  'conversations',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    /** Null for a dialog of colleagues. */
    channelId: uuid('channel_id'),
    externalChatId: text('external_chat_id').notNull(),
    kind: text('kind').$type<'private' | 'group' | 'colleague'>().notNull(),
    sourceType: text('source_type'),
    title: text('title'),
    sourceUrl: text('source_url'),
    contactId: uuid('contact_id'),
    /** As the network gave it; for search by name. */
    personName: text('person_name'),
    /** Colleagues of a colleague dialog. */
    memberIds: jsonb('member_ids').$type<string[]>().notNull().default([]),
    state: text('state').$type<ConversationState>().notNull(),
    responsibleId: uuid('responsible_id'),
    responsibleSince: at('responsible_since'),
    responsibleReason: jsonb('responsible_reason').$type<Reason>(),
    acceptedAt: at('accepted_at'),
    acceptedById: uuid('accepted_by_id'),
    snoozedUntil: at('snoozed_until'),
    unansweredSince: at('unanswered_since'),
    lastMessageAt: at('last_message_at').notNull(),
    lastInAt: at('last_in_at'),
    lastOutAt: at('last_out_at'),
    /** By whose clock: ours and the network's differ. */
    lastOutBy: text('last_out_by').$type<'us' | 'outside'>(),
    last: jsonb('last').$type<LastMessage>(),
    replyTarget: jsonb('reply_target').$type<ReplyTarget>(),
    windowUntil: at('window_until'),
    /** Since when the person forbids messages. */
    forbiddenSince: at('forbidden_since'),
    /** Everything of ours up to then was delivered, was read: receipts may come before the result of sending. */
    deliveredUntil: at('delivered_until'),
    readUntil: at('read_until'),
    /** Card of the present session. */
    interestId: uuid('interest_id'),
    /** Begins with the first message after a close. */
    sessionStartedAt: at('session_started_at'),
    /** The off-hours answer of this session went out. */
    offHoursRepliedAt: at('off_hours_replied_at'),
    campaign: text('campaign'),
    closedAt: at('closed_at'),
    closedBy: jsonb('closed_by').$type<ActorBrief>(),
    closedWay: text('closed_way').$type<'done' | 'without_reply' | 'quiet'>(),
    closedReason: text('closed_reason'),
    ratingAskedAt: at('rating_asked_at'),
    rating: smallint('rating'),
    ratedAt: at('rated_at'),
    review: jsonb('review').$type<{ score: number; note: string | null; by: ActorBrief; at: string }>(),
    markCount: integer('mark_count').notNull().default(0),
    createdAt: at('created_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ name: 'conversations_pk', columns: [t.workspaceId, t.id] }),
    // One chat of a channel is one dialog; dialogs of colleagues share one key space.
    unique('conversations_chat_key').on(t.workspaceId, t.channelId, t.externalChatId).nullsNotDistinct(),
    // Serves the list of everything and of what is closed.
    index('conversations_list').on(t.workspaceId, t.lastMessageAt, t.id),
    // Serves «Все»: what is not closed stays small.
    index('conversations_open')
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.state} <> 'closed'`),
    // Serves «Новые».
    index('conversations_new')
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.state} = 'new'`),
    // Serves «Мои», the load of an operator and the look for those who are away.
    index('conversations_responsible')
      .on(t.workspaceId, t.responsibleId, t.lastMessageAt, t.id)
      .where(sql`${t.state} <> 'closed'`),
    // Serves «Без ответа», the longest waiting first.
    index('conversations_unanswered')
      .on(t.workspaceId, t.unansweredSince, t.id)
      .where(sql`${t.unansweredSince} is not null`),
    // Serves «Отложенные» and the job that brings them back.
    index('conversations_snoozed')
      .on(t.workspaceId, t.snoozedUntil, t.id)
      .where(sql`${t.snoozedUntil} is not null`),
    // Serves the dialogs of one person and the last operator.
    index('conversations_contact').on(t.workspaceId, t.contactId, t.lastMessageAt),
    // Serves the card: which dialog is it of.
    index('conversations_interest')
      .on(t.workspaceId, t.interestId)
      .where(sql`${t.interestId} is not null`),
    // Serves the filter by channel.
    index('conversations_channel').on(t.workspaceId, t.channelId, t.lastMessageAt, t.id),
    // Serves the job that closes what is quiet.
    index('conversations_quiet')
      .on(t.workspaceId, t.lastOutAt)
      .where(sql`${t.state} = 'open' and ${t.unansweredSince} is null`),
    // Serves «Коллеги».
    index('conversations_colleagues')
      .on(t.workspaceId, t.lastMessageAt, t.id)
      .where(sql`${t.kind} = 'colleague'`),
  ],
)

/** Changes of the counters, added in the transaction of the change and folded together by a job. */
export const conversationCounts = pgTable(
  'conversation_counts',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id'),
    responsibleId: uuid('responsible_id'),
    state: text('state').$type<ConversationState>().notNull(),
    unanswered: boolean('unanswered').notNull(),
    snoozed: boolean('snoozed').notNull(),
    delta: integer('delta').notNull(),
  },
  (t) => [primaryKey({ name: 'conversation_counts_pk', columns: [t.workspaceId, t.id] })],
)

/** What a dialog is bound to (R231). */
export const conversationBindings = pgTable(
  'conversation_bindings',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    conversationId: uuid('conversation_id').notNull(),
    kind: text('kind').$type<BoundKind>().notNull(),
    objectId: uuid('object_id').notNull(),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'conversation_bindings_pk', columns: [t.workspaceId, t.id] }),
    uniqueIndex('conversation_bindings_key').on(t.workspaceId, t.conversationId, t.kind, t.objectId),
    // Serves the Chat tab of an object (R223).
    index('conversation_bindings_object').on(t.workspaceId, t.objectId),
  ],
)

/** Up to where a colleague has seen a colleague dialog. */
export const conversationSeen = pgTable(
  'conversation_seen',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    conversationId: uuid('conversation_id').notNull(),
    memberId: uuid('member_id').notNull(),
    seenAt: at('seen_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'conversation_seen_pk', columns: [t.workspaceId, t.id] }),
    uniqueIndex('conversation_seen_key').on(t.workspaceId, t.memberId, t.conversationId),
  ],
)
