import type { ActorBrief, TemplateInput } from '@otklik/contract'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const templates = pgTable(
  'templates',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    name: text('name').notNull(),
    shortcut: text('shortcut'),
    folder: text('folder').notNull().default(''),
    purpose: text('purpose').$type<TemplateInput['purpose']>().notNull(),
    text: text('text').notNull(),
    variants: jsonb('variants').$type<TemplateInput['variants']>().notNull().default([]),
    fileIds: jsonb('file_ids').$type<string[]>().notNull().default([]),
    channelIds: jsonb('channel_ids').$type<string[]>().notNull().default([]),
    shared: boolean('shared').notNull(),
    /** Whose it is; a key's are the team's. */
    memberId: uuid('member_id'),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    usedCount: integer('used_count').notNull().default(0),
    lastUsedAt: at('last_used_at'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'templates_pk', columns: [t.workspaceId, t.id] }),
    // Serves the list: mine and the team's, the most used first.
    index('templates_list').on(t.workspaceId, t.shared, t.memberId, t.usedCount),
  ],
)
