import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, bytea, rowId, workspaceId } from '../platform/db/columns.ts'
import type { ChannelMemory, Inspection, Words } from './channel.ts'

export const channels = pgTable(
  'channels',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    state: text('state').$type<'working' | 'paused' | 'failing' | 'stopped'>().notNull(),
    /** Form values without secrets. */
    settings: jsonb('settings').$type<Record<string, string | number | boolean | null>>().notNull(),
    /** Sealed by the vault. */
    secrets: text('secrets'),
    /** Where reading stopped, per folder or stream. */
    cursor: jsonb('cursor').$type<Record<string, unknown>>().notNull().default({}),
    /** Part of the hook address; only its hash can be looked up from outside. */
    hookToken: text('hook_token'),
    problem: jsonb('problem').$type<{ message: Words; since: string }>(),
    lastEventAt: at('last_event_at'),
    lastCheckedAt: at('last_checked_at'),
    lagSeconds: integer('lag_seconds'),
    /** What the connector remembers of its account; no secrets. */
    memory: jsonb('memory').$type<ChannelMemory>().notNull().default({}),
    /** What the network said the tokens allow, and when. */
    inspection: jsonb('inspection').$type<Inspection & { at: string }>(),
    /** Unusually quiet since then. */
    quietSince: at('quiet_since'),
    /** Reminders told, in days before the end, by what ends. */
    reminded: jsonb('reminded').$type<Record<string, number>>().notNull().default({}),
    /** What the last upkeep mended or found amiss. */
    upkeepNote: jsonb('upkeep_note').$type<Words>(),
    /** Grows with every change of settings or state: a listener with an older one starts anew. */
    version: integer('version').notNull().default(1),
    createdAt: at('created_at').notNull(),
    removedAt: at('removed_at'),
  },
  (t) => [primaryKey({ name: 'channels_pk', columns: [t.workspaceId, t.id] })],
)

/** Times of which the network kept nothing for us. Few; open until a person has looked. */
export const channelGaps = pgTable(
  'channel_gaps',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    since: at('since').notNull(),
    until: at('until').notNull(),
    /** The import of history that was asked for it; null where the network has no history to ask for. */
    operationId: uuid('operation_id'),
    closedAt: at('closed_at'),
  },
  (t) => [
    primaryKey({ name: 'channel_gaps_pk', columns: [t.workspaceId, t.id] }),
    // Serves the channel page and the list of channels.
    index('channel_gaps_open')
      .on(t.workspaceId, t.channelId)
      .where(sql`${t.closedAt} is null`),
  ],
)

/** The raw ledger: what arrived, byte for byte, before anything read it. */
export const inboundEvents = pgTable(
  'inbound_events',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    dedupKey: text('dedup_key').notNull(),
    receivedAt: at('received_at').notNull(),
    contentType: text('content_type').notNull(),
    meta: jsonb('meta').$type<Record<string, string>>().notNull(),
    /** Small bodies stay in the row; larger ones lie in the file store under `fileKey(workspaceId, id)`. */
    body: bytea('body'),
    size: integer('size').notNull(),
    state: text('state').$type<'stored' | 'done' | 'ignored' | 'parked'>().notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** Why it is parked or was not read at the last try. */
    error: jsonb('error').$type<Words>(),
    /** Not before; null is at once. */
    nextTryAt: at('next_try_at'),
    /** Cards it became. */
    outcome: jsonb('outcome').$type<{ interestIds: string[]; created: boolean; ignored: string | null }>(),
    handledAt: at('handled_at'),
  },
  (t) => [
    primaryKey({ name: 'inbound_events_pk', columns: [t.workspaceId, t.id] }),
    // The wall against doubles.
    uniqueIndex('inbound_events_dedup_key').on(t.workspaceId, t.channelId, t.dedupKey),
    // Serves the channel page, newest first.
    index('inbound_events_channel').on(t.workspaceId, t.channelId, t.receivedAt, t.id),
    // Serve reading, the sweep and the counter of what could not be read: small however long the ledger grows.
    index('inbound_events_waiting')
      .on(t.workspaceId, t.channelId, t.receivedAt, t.id)
      .where(sql`${t.state} = 'stored'`),
    index('inbound_events_parked')
      .on(t.workspaceId, t.channelId, t.receivedAt)
      .where(sql`${t.state} = 'parked'`),
  ],
)
