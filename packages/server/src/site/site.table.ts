import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export interface SiteFile {
  id: string
  name: string
  size: number
}

/** The talk as the visitor sees it: their own words, what the bot said, and what we sent. Nothing else can reach them. */
export const siteMessages = pgTable(
  'site_messages',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    chatId: text('chat_id').notNull(),
    /** Counts from 1 inside a chat without gaps: the stream goes on from the last one seen. */
    seq: integer('seq').notNull(),
    /** The browser's name of it, or our answer's: exactly once. */
    clientId: text('client_id').notNull(),
    author: text('author').$type<'visitor' | 'bot' | 'operator'>().notNull(),
    authorName: text('author_name').notNull(),
    text: text('text').notNull(),
    files: jsonb('files').$type<SiteFile[]>().notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'site_messages_pk', columns: [t.workspaceId, t.id] }),
    // Serves the stream.
    uniqueIndex('site_messages_seq').on(t.workspaceId, t.channelId, t.chatId, t.seq),
    // The wall against doubles.
    uniqueIndex('site_messages_client').on(t.workspaceId, t.channelId, t.chatId, t.clientId),
  ],
)

/** Pages a visitor looked at, after they agreed to it. */
export const siteVisits = pgTable(
  'site_visits',
  {
    workspaceId: workspaceId(),
    /** Made by the browser: a repeated beacon is one visit. */
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    visitorId: text('visitor_id').notNull(),
    at: at('at').notNull(),
    url: text('url').notNull(),
    title: text('title').notNull(),
    referrer: text('referrer').notNull(),
    utm: jsonb('utm').$type<Record<string, string>>().notNull(),
  },
  (t) => [
    primaryKey({ name: 'site_visits_pk', columns: [t.workspaceId, t.id] }),
    // Serves the last visits in the author panel.
    index('site_visits_visitor').on(t.workspaceId, t.visitorId, t.at),
  ],
)
