import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from './db/columns.ts'

/** Kept for a day, so that a browser that lost its connection hears what it missed. */
export const liveEvents = pgTable(
  'live_events',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    at: at('at').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').notNull(),
  },
  (t) => [
    primaryKey({ name: 'live_events_pk', columns: [t.workspaceId, t.id] }),
    // Serves the nightly clean-up.
    index('live_events_at').on(t.workspaceId, t.at),
  ],
)

export const liveChannel = 'otklik_live'
