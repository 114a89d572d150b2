import { jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const products = pgTable(
  'products',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    name: text('name').notNull(),
    url: text('url'),
    synonyms: jsonb('synonyms').$type<string[]>().notNull().default([]),
    urlPatterns: jsonb('url_patterns').$type<string[]>().notNull().default([]),
    createdAt: at('created_at').notNull(),
    archivedAt: at('archived_at'),
  },
  (t) => [
    primaryKey({ name: 'products_pk', columns: [t.workspaceId, t.id] }),
    uniqueIndex('products_name_key')
      .on(t.workspaceId, sql`lower(${t.name})`)
      .where(sql`${t.archivedAt} is null`),
  ],
)
