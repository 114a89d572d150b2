import type { ActivityClass, AssignmentStrategy } from '@otklik/contract'
import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const assignmentRules = pgTable(
  'assignment_rules',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    channelIds: jsonb('channel_ids').$type<string[]>().notNull().default([]),
    sourceTypes: jsonb('source_types').$type<string[]>().notNull().default([]),
    activityClasses: jsonb('activity_classes').$type<ActivityClass[]>().notNull().default([]),
    strategy: text('strategy').$type<AssignmentStrategy>().notNull(),
    memberIds: jsonb('member_ids').$type<string[]>().notNull().default([]),
    /** Who got the last card of the queue. */
    lastMemberId: uuid('last_member_id'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ name: 'assignment_rules_pk', columns: [t.workspaceId, t.id] })],
)
