import type { ActivityClass, WebhookEvent } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const webhooks = pgTable(
  'webhooks',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** Sealed by the vault. */
    secret: text('secret').notNull(),
    formerSecret: text('former_secret'),
    formerSecretUntil: at('former_secret_until'),
    events: jsonb('events').$type<WebhookEvent[]>().notNull(),
    sourceTypes: jsonb('source_types').$type<string[]>().notNull(),
    activityClasses: jsonb('activity_classes').$type<ActivityClass[]>().notNull(),
    /** Set by a person. */
    pausedAt: at('paused_at'),
    /** Set by the program after a day of failures. */
    stoppedAt: at('stopped_at'),
    /** Tries that failed in a row, and since when. */
    failures: integer('failures').notNull().default(0),
    failingSince: at('failing_since'),
    lastError: text('last_error'),
    lastSuccessAt: at('last_success_at'),
    /** Nothing is sent before: a receiver that is down is not called for every card. */
    restUntil: at('rest_until'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ name: 'webhooks_pk', columns: [t.workspaceId, t.id] })],
)

/** The outbox: written with the event, sent by a job, kept as a log for a month. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    webhookId: uuid('webhook_id').notNull(),
    /** The same for every webhook and every repetition: the receiver tells doubles by it. */
    eventId: uuid('event_id').notNull(),
    type: text('type').notNull(),
    interestId: uuid('interest_id'),
    conversationId: uuid('conversation_id'),
    /** Of the event beside the card: who, which answer. */
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    at: at('at').notNull(),
    /** Copies of the past go after what happens now. */
    past: boolean('past').notNull().default(false),
    state: text('state').$type<'waiting' | 'delivered' | 'failed'>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** A try under way moves it on, so that a crashed one is repeated. */
    nextTryAt: at('next_try_at'),
    /** Made at the first try and the same at every other. */
    body: text('body'),
    triedAt: at('tried_at'),
    status: integer('status'),
    durationMs: integer('duration_ms'),
    answer: text('answer'),
    error: text('error'),
  },
  (t) => [
    primaryKey({ name: 'webhook_deliveries_pk', columns: [t.workspaceId, t.id] }),
    // Serves the log.
    index('webhook_deliveries_log').on(t.workspaceId, t.webhookId, t.id),
    // Serve the worker: what is due, and whether something earlier of the same card waits.
    index('webhook_deliveries_due')
      .on(t.workspaceId, t.webhookId, t.nextTryAt)
      .where(sql`${t.state} = 'waiting'`),
    index('webhook_deliveries_card')
      .on(t.workspaceId, t.webhookId, t.interestId, t.id)
      .where(sql`${t.state} = 'waiting'`),
    index('webhook_deliveries_dialog')
      .on(t.workspaceId, t.webhookId, t.conversationId, t.id)
      .where(sql`${t.state} = 'waiting'`),
    // Serves the clean-up.
    index('webhook_deliveries_at').on(t.workspaceId, t.at),
  ],
)
