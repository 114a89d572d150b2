import type { BusinessHours, ChannelLine } from '@otklik/contract'
import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** One row per workspace; its id is the workspace's. Without a row the defaults hold. */
export const conversationSettings = pgTable(
  'conversation_settings',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    undoSeconds: integer('undo_seconds').notNull().default(0),
    lastOperatorFirst: boolean('last_operator_first').notNull().default(true),
    maxOpen: integer('max_open'),
    hours: jsonb('hours').$type<BusinessHours>().notNull(),
    offHoursReply: text('off_hours_reply'),
    reassignAfterMinutes: integer('reassign_after_minutes'),
    closeAfterHours: integer('close_after_hours'),
    ratingRequest: text('rating_request'),
  },
  (t) => [primaryKey({ name: 'conversation_settings_pk', columns: [t.workspaceId, t.id] })],
)

/** Dialogs of one channel; the id is the channel's. */
export const channelLines = pgTable(
  'channel_lines',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    /** Who gets its dialogs; empty is everybody who may. */
    participantIds: jsonb('participant_ids').$type<string[]>().notNull().default([]),
    onNewPerson: jsonb('on_new_person').$type<ChannelLine['onNewPerson']>().notNull().default([]),
    /** The network asked us to be slower: nothing goes out before. */
    restUntil: at('rest_until'),
  },
  (t) => [primaryKey({ name: 'channel_lines_pk', columns: [t.workspaceId, t.id] })],
)
