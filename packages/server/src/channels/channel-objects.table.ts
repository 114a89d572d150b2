import { pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** Posts, photos and products that comments stand under, as the network last described them. */
export const channelObjects = pgTable(
  'channel_objects',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    /** `vk:wall-1_2`. */
    objectId: text('object_id').notNull(),
    title: text('title'),
    text: text('text').notNull(),
    url: text('url'),
    photoUrl: text('photo_url'),
    at: at('at'),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'channel_objects_pk', columns: [t.workspaceId, t.id] }),
    // Serves the birth of a card and its context.
    uniqueIndex('channel_objects_object_key').on(t.workspaceId, t.objectId),
  ],
)
