import type { SavedView } from '@otklik/contract'
import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const savedViews = pgTable(
  'saved_views',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    /** Null: the team's. */
    ownerId: uuid('owner_id'),
    createdById: uuid('created_by_id').notNull(),
    name: text('name').notNull(),
    query: jsonb('query').$type<SavedView['query']>().notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ name: 'saved_views_pk', columns: [t.workspaceId, t.id] })],
)
