import type { ActorBrief, MessageDirection, MessageState, Reason } from '@otklik/contract'
import { sql, type SQL } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { InboundAttachment } from '../channels/channel.ts'
import { at, rowId, tsvector, workspaceId } from '../platform/db/columns.ts'

export interface MessageAuthor {
  kind: 'person' | 'member' | 'apiKey' | 'system' | 'outside'
  /** Contact, member or key. */
  id: string | null
  name: string
  photoUrl: string | null
}

export const messages = pgTable(
  'messages',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    conversationId: uuid('conversation_id').notNull(),
    /** Of the dialog; for search within rights. */
    channelId: uuid('channel_id'),
    contactId: uuid('contact_id'),
    direction: text('direction').$type<MessageDirection>().notNull(),
    /** The network's name of it; of ours known only after sending. */
    externalId: text('external_id'),
    /** Further names where one message of ours became several of the network's. */
    parts: jsonb('parts').$type<string[]>(),
    author: jsonb('author').$type<MessageAuthor>().notNull(),
    /** Who wrote it, of colleagues. */
    memberId: uuid('member_id'),
    /** Of `system`: what happened. */
    reason: jsonb('reason').$type<Reason>(),
    text: text('text').notNull(),
    fields: jsonb('fields').$type<{ name: string; value: string }[]>().notNull().default([]),
    occurredAt: at('occurred_at').notNull(),
    receivedAt: at('received_at').notNull(),
    replyToId: uuid('reply_to_id'),
    /** Where the quoted message is not here. */
    replyToExternalId: text('reply_to_external_id'),
    albumKey: text('album_key'),
    /** Files of ours. */
    fileIds: jsonb('file_ids').$type<string[]>().notNull().default([]),
    attachmentCount: integer('attachment_count').notNull().default(0),
    mentionIds: jsonb('mention_ids').$type<string[]>().notNull().default([]),
    /** Card of its session. */
    interestId: uuid('interest_id'),
    state: text('state').$type<MessageState>(),
    error: text('error'),
    attempts: integer('attempts').notNull().default(0),
    /** Sent then, in this order. */
    sendAfter: at('send_after'),
    /** After trouble: not before. */
    nextTryAt: at('next_try_at'),
    sendingAt: at('sending_at'),
    sentAt: at('sent_at'),
    deliveredAt: at('delivered_at'),
    readAt: at('read_at'),
    url: text('url'),
    /** Written by the program (off-hours answer, greeting, rating): it answers nobody. */
    automatic: boolean('automatic').notNull().default(false),
    templateId: uuid('template_id'),
    editedAt: at('edited_at'),
    removedAt: at('removed_at'),
    removedBy: text('removed_by').$type<'author' | 'moderator' | 'us'>(),
    search: tsvector('search')
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          // The workspace is a word of every message, so that the word index never walks through other workspaces.
          sql`to_tsvector('russian'::regconfig, translate(left(text, 100000), 'ёЁ', 'еЕ')) || array_to_tsvector(array['w' || replace(workspace_id::text, '-', '')])`,
      ),
  },
  (t) => [
    primaryKey({ name: 'messages_pk', columns: [t.workspaceId, t.id] }),
    // The wall against doubles.
    uniqueIndex('messages_external_key')
      .on(t.workspaceId, t.conversationId, t.externalId)
      .where(sql`${t.externalId} is not null`),
    // Serves the thread.
    index('messages_thread').on(t.workspaceId, t.conversationId, t.occurredAt, t.id),
    // Serves search: the newest first.
    index('messages_recent').on(t.workspaceId, t.occurredAt, t.id),
    // Serves the outbox: small however many were sent.
    index('messages_under_way')
      .on(t.workspaceId, t.conversationId, t.sendAfter, t.id)
      .where(sql`${t.state} in ('queued', 'sending', 'unknown')`),
    // Serves receipts: what was sent and not yet read.
    index('messages_unread')
      .on(t.workspaceId, t.conversationId, t.sentAt)
      .where(sql`${t.state} in ('sent', 'delivered')`),
    // Serves further names of ours.
    index('messages_parts')
      .on(t.workspaceId, t.conversationId)
      .where(sql`${t.parts} is not null`),
    // Serves the answers of a card.
    index('messages_interest')
      .on(t.workspaceId, t.interestId, t.occurredAt)
      .where(sql`${t.interestId} is not null and ${t.direction} = 'out'`),
    index('messages_search').using('gin', t.search).with({ gin_pending_list_limit: 256 }),
  ],
)

/** Words before an edit. */
export const messageVersions = pgTable(
  'message_versions',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    messageId: uuid('message_id').notNull(),
    text: text('text').notNull(),
    /** When these words were replaced. */
    at: at('at').notNull(),
    by: text('by'),
  },
  (t) => [
    primaryKey({ name: 'message_versions_pk', columns: [t.workspaceId, t.id] }),
    // Serves the earlier words of one message.
    index('message_versions_message').on(t.workspaceId, t.messageId, t.at),
  ],
)

export const messageAttachments = pgTable(
  'message_attachments',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    conversationId: uuid('conversation_id').notNull(),
    messageId: uuid('message_id').notNull(),
    occurredAt: at('occurred_at').notNull(),
    kind: text('kind').$type<NonNullable<InboundAttachment['kind']>>().notNull(),
    state: text('state').$type<'waiting' | 'stored' | 'gone'>().notNull(),
    name: text('name').notNull(),
    mime: text('mime').notNull(),
    size: integer('size'),
    fileId: uuid('file_id'),
    /** Where the network keeps it: open to all, or a name for `fetchFile`. */
    url: text('url'),
    remoteRef: text('remote_ref'),
    attempts: integer('attempts').notNull().default(0),
    /** Not before; null is at once. */
    nextTryAt: at('next_try_at'),
  },
  (t) => [
    primaryKey({ name: 'message_attachments_pk', columns: [t.workspaceId, t.id] }),
    // Serves the thread.
    index('message_attachments_message').on(t.workspaceId, t.messageId),
    // Serves the gallery.
    index('message_attachments_gallery').on(t.workspaceId, t.conversationId, t.occurredAt, t.id),
    // Serves the sweep of what is not fetched yet.
    index('message_attachments_waiting')
      .on(t.workspaceId, t.id)
      .where(sql`${t.state} = 'waiting'`),
  ],
)

/** Quality control marks the moment where the talk went wrong (R188). */
export const conversationMarks = pgTable(
  'conversation_marks',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    conversationId: uuid('conversation_id').notNull(),
    messageId: uuid('message_id').notNull(),
    words: text('words').notNull(),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    at: at('at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'conversation_marks_pk', columns: [t.workspaceId, t.id] }),
    // Serves the thread.
    index('conversation_marks_message').on(t.workspaceId, t.messageId),
  ],
)

/** What came before the message it is about: applied when that comes, forgotten after a month. */
export const earlySignals = pgTable(
  'early_signals',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    chatId: text('chat_id').notNull(),
    messageId: text('message_id').notNull(),
    kind: text('kind').$type<'edited' | 'removed' | 'restored' | 'delivered' | 'read'>().notNull(),
    text: text('text'),
    by: text('by').$type<'author' | 'moderator'>(),
    at: at('at').notNull(),
    receivedAt: at('received_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'early_signals_pk', columns: [t.workspaceId, t.id] }),
    // Serves the message when it comes; the same signal again is one row.
    uniqueIndex('early_signals_key').on(t.workspaceId, t.channelId, t.chatId, t.messageId, t.kind, t.at),
    // Serves the clean-up.
    index('early_signals_received').on(t.workspaceId, t.receivedAt),
  ],
)
