import type { ActorBrief, PostState } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** Posts of the business's own: stored first, handed over by a job, and never published twice. */
export const posts = pgTable(
  'posts',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    /** The wall or channel, by the network's name. */
    placeId: text('place_id').notNull(),
    placeName: text('place_name').notNull(),
    text: text('text').notNull(),
    /** When it is to come out; null: at once. */
    publishAt: at('publish_at'),
    heldBy: text('held_by').$type<'network' | 'us'>().notNull(),
    state: text('state').$type<PostState>().notNull(),
    externalId: text('external_id'),
    url: text('url'),
    attempts: integer('attempts').notNull().default(0),
    error: text('error'),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    createdAt: at('created_at').notNull(),
    /** It is handed over then: after the time for undo, or at its own time where the network has no schedule. */
    sendAfter: at('send_after').notNull(),
    /** The last try began then. */
    sendingAt: at('sending_at'),
    /** Since that try it may be out already; null: it cannot be. */
    doubtSince: at('doubt_since'),
    sentAt: at('sent_at'),
  },
  (t) => [
    primaryKey({ name: 'posts_pk', columns: [t.workspaceId, t.id] }),
    // Serves the page of the channel.
    index('posts_channel').on(t.workspaceId, t.channelId, t.createdAt, t.id),
    // Serves the sweep after a crash: small however many came out.
    index('posts_under_way')
      .on(t.workspaceId, t.sendAfter)
      .where(sql`${t.state} in ('queued', 'sending')`),
  ],
)

export type PostRow = typeof posts.$inferSelect
