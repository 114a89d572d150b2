import { jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from '../platform/db/columns.ts'

/** The tenant itself: the only table whose id is the workspace's. Read by the owner's connection. */
export const workspaces = pgTable('workspaces', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  locale: text('locale').$type<'ru' | 'en'>().notNull(),
  /** R247: goals picked at the first run. */
  goals: jsonb('goals').$type<string[]>().notNull().default([]),
  createdAt: at('created_at').notNull(),
})

/** Facts of the installation: its id, its sealed keys. */
export const installation = pgTable('installation', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
})

/** Tokens that name a workspace before it is known: API keys, invitations, hook addresses. Hashes only. */
export const tokens = pgTable('tokens', {
  hash: text('hash').primaryKey(),
  kind: text('kind').$type<'apiKey' | 'invitation' | 'hook'>().notNull(),
  workspaceId: uuid('workspace_id_of').notNull(),
  targetId: uuid('target_id').notNull(),
})
