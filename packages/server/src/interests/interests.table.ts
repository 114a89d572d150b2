import type {
  ActivityClass,
  BulkAction,
  DeliveryState,
  LeadState,
  ProcessedWay,
  Reason,
  TriageLevel,
} from '@otklik/contract'
import { sql, type SQL } from 'drizzle-orm'
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
  type AnyPgColumn,
} from 'drizzle-orm/pg-core'
import type { InboundWarning, ReplyTarget, Words } from '../channels/channel.ts'
import { at, rowId, tsvector, workspaceId } from '../platform/db/columns.ts'

/** Fields a mass change may touch, as they were; dates as ISO text. */
export interface BulkBefore {
  responsibleId: string | null
  responsibleSince: string | null
  responsibleReason: Reason | null
  productId: string | null
  productReason: Reason | null
  level: TriageLevel
  processedAt: string | null
  processedById: string | null
  processedByName: string | null
  processedWay: ProcessedWay | null
  processedReason: string | null
  handover: Handover | null
}

/** Passed to a colleague and not yet taken up (R016). */
export interface Handover {
  toId: string
  byName: string
  byId: string | null
  note: string
  at: string
  dueAt: string
}

/**
 * Filters used beside the one an index begins with. Behind the date they do not order anything, but a card that fails them is
 * passed over inside the index: a rare combination at a million cards takes a millisecond instead of half a second.
 */
function besideDate(t: Record<'levelRank' | 'action' | 'activityClass' | 'sourceType', AnyPgColumn>) {
  return [t.levelRank, t.action, t.activityClass, t.sourceType] as const
}

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
    author: jsonb('author').$type<{
      network: string
      photoUrl: string | null
      profileUrl: string | null
      email: string | null
      phone: string | null
    }>(),
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
    handover: jsonb('handover').$type<Handover>(),
    caseId: uuid('case_id'),
    /** Made a lead (R003); the state stands here too, so that tabs, counters and reports need no look elsewhere. */
    leadId: uuid('lead_id'),
    leadState: text('lead_state').$type<LeadState>(),
    /** Likes, reposts and joins of one key fold into one card; null is a card of one act. */
    foldKey: text('fold_key'),
    /** People whose act stands here and was not taken back. */
    actCount: integer('act_count').notNull().default(1),
    /** Everybody took their act back. */
    withdrawnAt: at('withdrawn_at'),
    /** Of the newest words; the earlier ones are in `interest_versions`. */
    editedAt: at('edited_at'),
    /** Gone at the source. */
    removedAt: at('removed_at'),
    removedBy: text('removed_by').$type<'author' | 'moderator'>(),
    /** Of the last news about removal or restoration: older news changes nothing. */
    presenceAt: at('presence_at'),
    /** What we did with it at the network. */
    actMarks: jsonb('act_marks').$type<{ liked?: boolean; hidden?: boolean }>().notNull().default({}),
    /** What it stands under: `channel_objects.object_id`. */
    objectId: text('object_id'),
    /** Object key of the comment it answers. */
    parentKey: text('parent_key'),
    campaign: text('campaign'),
    version: integer('version').notNull().default(1),
    search: tsvector('search')
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          // «ё» is folded into «е»: people write both. The russian configuration stems latin words as English.
          // The workspace is a word of its own, behind a sign no word begins with: the word index alone narrows a search to it.
          sql`array_to_tsvector(array['@' || workspace_id::text]) || to_tsvector('russian'::regconfig, translate(left(coalesce(author_name, '') || ' ' || coalesce(author ->> 'email', '') || ' ' || coalesce(source_title, '') || ' ' || text, 200000), 'ёЁ', 'еЕ'))`,
      ),
  },
  (t) => [
    primaryKey({ name: 'interests_pk', columns: [t.workspaceId, t.id] }),
    // One event of a channel is one card; cards without a channel (sent by API) share one key space.
    unique('interests_external_key').on(t.workspaceId, t.channelId, t.externalId).nullsNotDistinct(),
    // One object of a network is one card, whatever road it came by (R045).
    uniqueIndex('interests_object_key')
      .on(t.workspaceId, t.objectKey)
      .where(sql`${t.objectKey} is not null`),
    // Ascending and read backwards: a descending index of drizzle says NULLS LAST, which `order by … desc` cannot use.
    // Serves the feed and every filter that leaves many rows.
    index('interests_feed').on(t.workspaceId, t.occurredAt, t.id, ...besideDate(t)),
    // Serves the tabs of what waits: they stay small while the feed grows.
    index('interests_open')
      .on(t.workspaceId, t.occurredAt, t.id)
      .where(sql`${t.processedAt} is null`),
    // Serves the order of work: super-important first, the longest waiting first.
    index('interests_urgent')
      .on(t.workspaceId, t.levelRank.desc().nullsFirst(), t.occurredAt, t.id)
      .where(sql`${t.processedAt} is null`),
    // Serves the order by intent: every class and action is one range of it, whatever weights they have.
    index('interests_intent')
      .on(t.workspaceId, t.activityClass, t.action, t.occurredAt, t.id)
      .where(sql`${t.processedAt} is null`),
    // Serves «Переданные».
    index('interests_handed_over')
      .on(t.workspaceId, t.occurredAt, t.id)
      .where(sql`${t.handover} is not null and ${t.processedAt} is null`),
    // Serves «Лиды».
    index('interests_leads')
      .on(t.workspaceId, t.occurredAt, t.id)
      .where(sql`${t.leadState} is not null`),
    // Serves the look at proofs.
    index('interests_proven')
      .on(t.workspaceId, t.occurredAt, t.id)
      .where(sql`${t.proofCount} > 0`),
    // Serves «Мои».
    index('interests_responsible').on(t.workspaceId, t.responsibleId, t.occurredAt, t.id, ...besideDate(t)),
    // Serves the filter «nobody's»: `is null` is no equality for the planner, so the index above would be read whole and sorted.
    index('interests_nobodys')
      .on(t.workspaceId, t.occurredAt, t.id, ...besideDate(t))
      .where(sql`${t.responsibleId} is null`),
    // Serves the author panel.
    index('interests_contact').on(t.workspaceId, t.contactId, t.occurredAt, t.id),
    // Serve the filters people use most.
    index('interests_source_type').on(t.workspaceId, t.sourceType, t.occurredAt, t.id),
    index('interests_product').on(t.workspaceId, t.productId, t.occurredAt, t.id, ...besideDate(t)),
    index('interests_case')
      .on(t.workspaceId, t.caseId)
      .where(sql`${t.caseId} is not null`),
    // Serves a post that became known after its comments.
    index('interests_object')
      .on(t.workspaceId, t.objectId)
      .where(sql`${t.objectId} is not null`),
    // Serves search by word over the whole history. A short pending list: a search reads all of it.
    index('interests_search').using('gin', t.search).with({ gin_pending_list_limit: 256 }),
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
    lead: boolean('lead').notNull().default(false),
    delta: integer('delta').notNull(),
  },
  (t) => [primaryKey({ name: 'interest_counts_pk', columns: [t.workspaceId, t.id] })],
)

/** A file that is still at the network. */
export interface RemoteFile {
  name: string
  mime: string
  size: number
  url: string | null
  remoteRef: string | null
}

export const interestAttachments = pgTable(
  'interest_attachments',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    interestId: uuid('interest_id').notNull(),
    /** Empty until it is fetched from the network. */
    fileId: uuid('file_id'),
    state: text('state').$type<'stored' | 'pending' | 'failed'>().notNull().default('stored'),
    /** Where the network keeps it, and what it calls it. */
    remote: jsonb('remote').$type<RemoteFile>(),
    /** Why it could not be fetched. */
    error: jsonb('error').$type<Words>(),
    attempts: smallint('attempts').notNull().default(0),
    nextTryAt: at('next_try_at'),
    inline: boolean('inline').notNull().default(false),
    contentId: text('content_id'),
  },
  (t) => [
    primaryKey({ name: 'interest_attachments_pk', columns: [t.workspaceId, t.id] }),
    // Serves the card.
    index('interest_attachments_interest').on(t.workspaceId, t.interestId),
    // Serves fetching: small however many were fetched.
    index('interest_attachments_pending')
      .on(t.workspaceId, t.nextTryAt)
      .where(sql`${t.state} = 'pending'`),
  ],
)

/** A mass change, kept so that it can be taken back. */
export const bulkChanges = pgTable(
  'interest_bulk_changes',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    action: jsonb('action').$type<BulkAction>().notNull(),
    byMemberId: uuid('by_member_id'),
    createdAt: at('created_at').notNull(),
    undoneAt: at('undone_at'),
  },
  (t) => [
    primaryKey({ name: 'interest_bulk_changes_pk', columns: [t.workspaceId, t.id] }),
    // Serves the clean-up of what can no longer be taken back.
    index('interest_bulk_changes_created').on(t.workspaceId, t.createdAt),
  ],
)

/** What each card was before a mass change, and the version the change gave it: a card touched since is left alone by undo. */
export const bulkItems = pgTable(
  'interest_bulk_items',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    bulkId: uuid('bulk_id').notNull(),
    interestId: uuid('interest_id').notNull(),
    before: jsonb('before').$type<BulkBefore>().notNull(),
    version: integer('version').notNull(),
  },
  (t) => [
    primaryKey({ name: 'interest_bulk_items_pk', columns: [t.workspaceId, t.id] }),
    // Serves undo and the listeners that copy changed cards out.
    uniqueIndex('interest_bulk_items_card_key').on(t.workspaceId, t.bulkId, t.interestId),
  ],
)
