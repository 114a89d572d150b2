import type { ActivityClass, DeliveryState, ProcessedWay, Reason, TriageLevel } from '@otklik/contract'
import { sql, type SQL } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { InboundWarning, ReplyTarget } from '../channels/channel.ts'
import { at, rowId, tsvector, workspaceId } from '../platform/db/columns.ts'

export const interests = pgTable(
  'interests',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id'),
    /** Raw event it was read from. */
    eventId: uuid('event_id'),
    externalId: text('external_id').notNull(),
    objectKey: text('object_key'),
    occurredAt: at('occurred_at').notNull(),
    receivedAt: at('received_at').notNull(),
    sourceType: text('source_type').notNull(),
    activityClass: text('activity_class').$type<ActivityClass>().notNull(),
    action: text('action').notNull(),
    sourceUrl: text('source_url'),
    sourceTitle: text('source_title'),
    contactId: uuid('contact_id'),
    /** As the source gave it at that moment. */
    authorName: text('author_name'),
    author: jsonb('author').$type<{ network: string; photoUrl: string | null; profileUrl: string | null; email: string | null; phone: string | null }>(),
    text: text('text').notNull(),
    quoted: text('quoted'),
    fields: jsonb('fields').$type<{ name: string; value: string }[]>().notNull().default([]),
    warnings: jsonb('warnings').$type<InboundWarning[]>().notNull().default([]),
    attachmentCount: smallint('attachment_count').notNull().default(0),
    replyTarget: jsonb('reply_target').$type<ReplyTarget>(),
    recognisedBy: jsonb('recognised_by').$type<Reason>(),
    productId: uuid('product_id'),
    productReason: jsonb('product_reason').$type<Reason>(),
    responsibleId: uuid('responsible_id'),
    responsibleSince: at('responsible_since'),
    responsibleReason: jsonb('responsible_reason').$type<Reason>(),
    processedAt: at('processed_at'),
    processedById: uuid('processed_by_id'),
    processedByName: text('processed_by_name'),
    processedWay: text('processed_way').$type<ProcessedWay>(),
    processedReason: text('processed_reason'),
    answeredAt: at('answered_at'),
    answerState: text('answer_state').$type<DeliveryState>(),
    proofCount: smallint('proof_count').notNull().default(0),
    level: text('level').$type<TriageLevel>().notNull().default('positive_neutral'),
    /** 0 junk … 4 critical: the order of work (R102). */
    levelRank: smallint('level_rank').notNull().default(2),
    isPublic: boolean('is_public').notNull().default(false),
    rating: smallint('rating'),
    handover: jsonb('handover').$type<{ toId: string; byName: string; byId: string | null; note: string; at: string; dueAt: string }>(),
    caseId: uuid('case_id'),
    version: integer('version').notNull().default(1),
    search: tsvector('search')
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`to_tsvector('russian'::regconfig, left(coalesce(author_name, '') || ' ' || coalesce(source_title, '') || ' ' || text, 200000))`,
      ),
  },
  (t) => [
    primaryKey({ name: 'interests_pk', columns: [t.workspaceId, t.id] }),
    // One event of a channel is one card.
    uniqueIndex('interests_external_key').on(t.workspaceId, t.channelId, t.externalId),
    // One object of a network is one card, whatever road it came by (R045).
    uniqueIndex('interests_object_key').on(t.workspaceId, t.objectKey).where(sql`${t.objectKey} is not null`),
    // Serves the feed and every filter that leaves many rows.
    index('interests_feed').on(t.workspaceId, t.occurredAt.desc(), t.id.desc()),
    // Serves the tabs of what waits: they stay small while the feed grows.
    index('interests_open').on(t.workspaceId, t.occurredAt.desc(), t.id.desc()).where(sql`${t.processedAt} is null`),
    // Serves the order of work: super-important first, the longest waiting first.
    index('interests_urgent').on(t.workspaceId, t.levelRank.desc(), t.occurredAt, t.id).where(sql`${t.processedAt} is null`),
    // Serves «Мои».
    index('interests_responsible').on(t.workspaceId, t.responsibleId, t.occurredAt.desc(), t.id.desc()),
    // Serves the author panel.
    index('interests_contact').on(t.workspaceId, t.contactId, t.occurredAt.desc()),
    // Serve the filters people use most.
    index('interests_source_type').on(t.workspaceId, t.sourceType, t.occurredAt.desc(), t.id.desc()),
    index('interests_product').on(t.workspaceId, t.productId, t.occurredAt.desc(), t.id.desc()),
    index('interests_case').on(t.workspaceId, t.caseId).where(sql`${t.caseId} is not null`),
    // Serves search by word over the whole history.
    index('interests_search').using('gin', t.search),
  ],
)

/**
 * Changes of the counters, added in the transaction of the change and folded together by a job:
 * exact sums without counting cards and without a row everybody waits for.
 */
export const interestCounts = pgTable(
  'interest_counts',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    responsibleId: uuid('responsible_id'),
    open: boolean('open').notNull(),
    isPublic: boolean('is_public').notNull(),
    level: text('level').$type<TriageLevel>().notNull(),
    handedOverTo: uuid('handed_over_to'),
    delta: integer('delta').notNull(),
  },
  (t) => [primaryKey({ name: 'interest_counts_pk', columns: [t.workspaceId, t.id] })],
)

export const interestAttachments = pgTable(
  'interest_attachments',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    interestId: uuid('interest_id').notNull(),
    fileId: uuid('file_id').notNull(),
    inline: boolean('inline').notNull().default(false),
    contentId: text('content_id'),
  },
  (t) => [
    primaryKey({ name: 'interest_attachments_pk', columns: [t.workspaceId, t.id] }),
    // Serves the card.
    index('interest_attachments_interest').on(t.workspaceId, t.interestId),
  ],
)
