import type { DeliveryState } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { ReplyTarget } from '../channels/channel.ts'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** The outbox: an answer is stored first, sent by a job, and never sent twice. */
export const answers = pgTable(
  'answers',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    interestId: uuid('interest_id').notNull(),
    channelId: uuid('channel_id').notNull(),
    memberId: uuid('member_id'),
    authorName: text('author_name').notNull(),
    text: text('text').notNull(),
    fileIds: jsonb('file_ids').$type<string[]>().notNull().default([]),
    target: jsonb('target').$type<ReplyTarget>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    /** The network's name of what was sent; for a letter its Message-ID, fixed before sending. */
    externalId: text('external_id'),
    /** Where it can be seen at the network. */
    url: text('url'),
    attempts: integer('attempts').notNull().default(0),
    error: text('error'),
    createdAt: at('created_at').notNull(),
    /** Sending starts then: leaves time for undo. */
    sendAfter: at('send_after').notNull(),
    /** The last try began then. */
    sendingAt: at('sending_at'),
    sentAt: at('sent_at'),
  },
  (t) => [
    primaryKey({ name: 'answers_pk', columns: [t.workspaceId, t.id] }),
    // Serves the card.
    index('answers_interest').on(t.workspaceId, t.interestId, t.createdAt),
    // Serves threading: whose answer is this letter a reply to, or a bounce of.
    index('answers_external').on(t.workspaceId, t.externalId),
    // Serves the sweep after a crash: small however many were sent.
    index('answers_under_way')
      .on(t.workspaceId, t.sendAfter)
      .where(sql`${t.state} in ('queued', 'sending')`),
  ],
)
