import type { ActorBrief, Reason } from '@otklik/contract'
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** Every change and every export: who, what, before and after, from where (R039, R187, L17). Written in the change's own transaction; never edited. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    at: at('at').notNull(),
    actorKind: text('actor_kind').$type<ActorBrief['kind']>().notNull(),
    actorId: uuid('actor_id'),
    actorName: text('actor_name').notNull(),
    /** `interest.claimed`, `member.role_changed`, `report.exported`. */
    action: text('action').notNull(),
    objectKind: text('object_kind').notNull(),
    objectId: uuid('object_id'),
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    /** Why, when the program decided. */
    reason: jsonb('reason').$type<Reason>(),
    note: text('note'),
    ip: text('ip'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
  },
  (t) => [
    primaryKey({ name: 'audit_entries_pk', columns: [t.workspaceId, t.id] }),
    // Serves the history of one card.
    index('audit_entries_object').on(t.workspaceId, t.objectKind, t.objectId, t.at),
    // Serves the log by person.
    index('audit_entries_actor').on(t.workspaceId, t.actorId, t.at),
    // Serves the log by action, and the list of actions that occur.
    index('audit_entries_action').on(t.workspaceId, t.action, t.id),
    // Serves the list of object kinds that occur.
    index('audit_entries_kind').on(t.workspaceId, t.objectKind, t.id),
  ],
)
