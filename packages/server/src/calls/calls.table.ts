import { index, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { CallStage } from '../channels/channel.ts'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'
import type { CallFacts } from './call-facts.ts'

/** What is known of a phone call so far. One call has at most one card. */
export const calls = pgTable(
  'calls',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    /** As the telephony names it. */
    externalId: text('external_id').notNull(),
    /** Empty until the direction is known. */
    interestId: uuid('interest_id'),
    facts: jsonb('facts').$type<CallFacts>().notNull(),
    /** Digits with the country, of the person; here for the search of calls of one number. */
    phone: text('phone'),
    direction: text('direction').$type<'in' | 'out'>(),
    stage: text('stage').$type<CallStage>(),
    startedAt: at('started_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'calls_pk', columns: [t.workspaceId, t.id] }),
    // One call is one row, however its news come.
    unique('calls_external_key').on(t.workspaceId, t.channelId, t.externalId),
    // Serves a talk that answers earlier missed calls of the number, and a missed call that was answered later.
    index('calls_phone').on(t.workspaceId, t.phone, t.startedAt),
  ],
)
