import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** A stored file. The bytes lie in the file store under a key made of workspace and id. */
export const files = pgTable(
  'files',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    name: text('name').notNull(),
    /** Sniffed from the bytes, not believed from the sender. */
    mime: text('mime').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    /** Executable or archive: opened only after a warning. */
    suspicious: text('suspicious'),
    thumbnailFileId: uuid('thumbnail_file_id'),
    createdById: uuid('created_by_id'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'files_pk', columns: [t.workspaceId, t.id] }),
    // Serves the clean-up of uploads nobody used.
    index('files_created').on(t.workspaceId, t.createdAt),
  ],
)
