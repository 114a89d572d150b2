import type { ActorBrief, ListeningImport, ListeningMapping } from '@otklik/contract'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const listeningImports = pgTable(
  'listening_imports',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    fileId: uuid('file_id').notNull(),
    fileName: text('file_name').notNull(),
    headings: jsonb('headings').$type<string[]>().notNull(),
    rowCount: integer('row_count').notNull(),
    mapping: jsonb('mapping').$type<ListeningMapping>(),
    operationId: uuid('operation_id'),
    added: integer('added').notNull().default(0),
    known: integer('known').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    problems: jsonb('problems').$type<ListeningImport['problems']>().notNull().default([]),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    createdAt: at('created_at').notNull(),
    undoneAt: at('undone_at'),
  },
  (t) => [
    primaryKey({ name: 'listening_imports_pk', columns: [t.workspaceId, t.id] }),
    // Serves the list, newest first.
    index('listening_imports_created').on(t.workspaceId, t.createdAt),
  ],
)

/** The cards an import made, so that it can be taken back. */
export const listeningImportCards = pgTable(
  'listening_import_cards',
  {
    workspaceId: workspaceId(),
    importId: uuid('import_id').notNull(),
    interestId: uuid('interest_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'listening_import_cards_pk', columns: [t.workspaceId, t.importId, t.interestId] }),
  ],
)

/** What the columns of a set of headings mean, as somebody last said. */
export const listeningMappings = pgTable(
  'listening_mappings',
  {
    workspaceId: workspaceId(),
    headingsHash: text('headings_hash').notNull(),
    mapping: jsonb('mapping').$type<ListeningMapping>().notNull(),
  },
  (t) => [primaryKey({ name: 'listening_mappings_pk', columns: [t.workspaceId, t.headingsHash] })],
)
