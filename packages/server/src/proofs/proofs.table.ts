import type { ActorBrief } from '@otklik/contract'
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** Evidence of an answer (R028 to R032): a picture, a link, or the answer the program itself sent. */
export const proofs = pgTable(
  'proofs',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    interestId: uuid('interest_id').notNull(),
    kind: text('kind').$type<'file' | 'link' | 'answer'>().notNull(),
    fileId: uuid('file_id'),
    link: text('link'),
    /** Small picture of the file or of the page behind the link. */
    thumbnailFileId: uuid('thumbnail_file_id'),
    answerId: uuid('answer_id'),
    title: text('title').notNull(),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    createdAt: at('created_at').notNull(),
    removedAt: at('removed_at'),
  },
  (t) => [
    primaryKey({ name: 'proofs_pk', columns: [t.workspaceId, t.id] }),
    // Serves the rows of the feed.
    index('proofs_interest').on(t.workspaceId, t.interestId),
  ],
)
