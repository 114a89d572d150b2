import type { NoticeKind, NoticeSource, NoticeWays } from '@otklik/contract'
import { sql } from 'drizzle-orm'
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
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** One word to one colleague. Events of one kind join the notice that is not read yet: `count` says how many. */
export const notices = pgTable(
  'notices',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    memberId: uuid('member_id').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    /** What joins: the kind with its source, its card or its channel. */
    groupKey: text('group_key').notNull(),
    interestId: uuid('interest_id'),
    conversationId: uuid('conversation_id'),
    channelId: uuid('channel_id'),
    sourceType: text('source_type'),
    count: integer('count').notNull(),
    who: text('who').notNull(),
    text: text('text').notNull(),
    at: at('at').notNull(),
    /** False: only carried by letter or push, not listed. */
    inApp: boolean('in_app').notNull(),
    readAt: at('read_at'),
    /** Null: nothing to send. */
    emailDueAt: at('email_due_at'),
    /** How many of `count` a letter has told. */
    emailedCount: integer('emailed_count').notNull().default(0),
    pushDueAt: at('push_due_at'),
    pushedCount: integer('pushed_count').notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'notices_pk', columns: [t.workspaceId, t.id] }),
    uniqueIndex('notices_group_key')
      .on(t.workspaceId, t.memberId, t.groupKey)
      .where(sql`${t.readAt} is null`),
    // Serves the inbox.
    index('notices_inbox')
      .on(t.workspaceId, t.memberId, t.at, t.id)
      .where(sql`${t.inApp}`),
    // Serve the sweep of what is due.
    index('notices_email_due')
      .on(t.workspaceId, t.emailDueAt)
      .where(sql`${t.emailDueAt} is not null`),
    index('notices_push_due')
      .on(t.workspaceId, t.pushDueAt)
      .where(sql`${t.pushDueAt} is not null`),
  ],
)

/** What happened and was not told yet: written with the event, one small row whatever the number of colleagues. */
export const noticeQueue = pgTable(
  'notice_queue',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    kind: text('kind').$type<NoticeKind | 'bulk_assigned'>().notNull(),
    /** The card, channel, webhook or mass change. */
    targetId: uuid('target_id').notNull(),
    data: jsonb('data').$type<QueuedData>().notNull(),
    dueAt: at('due_at').notNull(),
  },
  (t) => [primaryKey({ name: 'notice_queue_pk', columns: [t.workspaceId, t.id] })],
)

export interface QueuedData {
  /** Whom it is for; everybody who may hear when absent. */
  memberId?: string
  /** Whose deed it is; they are not told. */
  byMemberId?: string | null
  /** These and nobody else. */
  memberIds?: string[]
  conversationId?: string
  who?: string
  text?: string
  count?: number
}

/** Wishes of one member; the id is the member's. Without a row the defaults hold. */
export const noticeSettings = pgTable(
  'notice_settings',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    kinds: jsonb('kinds').$type<Partial<Record<NoticeKind, NoticeWays>>>().notNull().default({}),
    sources: jsonb('sources').$type<NoticeSource[]>().notNull().default([]),
    dailyAt: text('daily_at').notNull().default('09:00'),
    quiet: jsonb('quiet').$type<{ from: string; to: string; weekends: boolean }>(),
    urgentPasses: boolean('urgent_passes').notNull().default(true),
    /** Keep letters and pushes apart in time. */
    lastLetterAt: at('last_letter_at'),
    lastPushAt: at('last_push_at'),
  },
  (t) => [primaryKey({ name: 'notice_settings_pk', columns: [t.workspaceId, t.id] })],
)

export const pushDevices = pgTable(
  'push_devices',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    memberId: uuid('member_id').notNull(),
    endpoint: text('endpoint').notNull(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    name: text('name').notNull(),
    createdAt: at('created_at').notNull(),
    lastSentAt: at('last_sent_at'),
  },
  (t) => [
    primaryKey({ name: 'push_devices_pk', columns: [t.workspaceId, t.id] }),
    // A browser belongs to the colleague who signed in last.
    uniqueIndex('push_devices_endpoint_key').on(t.workspaceId, t.endpoint),
    index('push_devices_member').on(t.workspaceId, t.memberId),
  ],
)
