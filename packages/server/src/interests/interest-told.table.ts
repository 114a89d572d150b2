/** What networks tell about things that are cards already, or are yet to come. */
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** Words of a card over time: the first ones and every edit of the author. */
export const interestVersions = pgTable(
  'interest_versions',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    interestId: uuid('interest_id').notNull(),
    text: text('text').notNull(),
    /** When the author wrote it so. */
    at: at('at').notNull(),
    receivedAt: at('received_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'interest_versions_pk', columns: [t.workspaceId, t.id] }),
    // Serves the card: its words by time.
    index('interest_versions_interest').on(t.workspaceId, t.interestId, t.at, t.id),
  ],
)

/** What came before its card; `key` as `pendingKey` of told.ts makes it. */
export type PendingChange =
  | { kind: 'edited'; text: string; at: string }
  | { kind: 'removed'; at: string; by: 'author' | 'moderator' | null }
  | { kind: 'restored'; at: string }
  | { kind: 'withdrawn'; at: string }

export const interestPending = pgTable(
  'interest_pending',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    key: text('key').notNull(),
    change: jsonb('change').$type<PendingChange>().notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'interest_pending_pk', columns: [t.workspaceId, t.id] }),
    // Serves the birth of a card.
    index('interest_pending_key').on(t.workspaceId, t.key),
    // Serves the sweep.
    index('interest_pending_created').on(t.workspaceId, t.createdAt),
  ],
)
