import type { ActorBrief, PlannedContactState } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** The next contact with a person (R038). */
export const plannedContacts = pgTable(
  'planned_contacts',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    contactId: uuid('contact_id'),
    interestId: uuid('interest_id'),
    authorName: text('author_name'),
    dueAt: at('due_at').notNull(),
    what: text('what').notNull(),
    memberId: uuid('member_id').notNull(),
    state: text('state').$type<PlannedContactState>().notNull(),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    createdAt: at('created_at').notNull(),
    closedAt: at('closed_at'),
    closedBy: jsonb('closed_by').$type<ActorBrief>(),
    /** When it is told next: its time, then a day later, and so on while it waits. */
    remindAt: at('remind_at'),
  },
  (t) => [
    primaryKey({ name: 'planned_contacts_pk', columns: [t.workspaceId, t.id] }),
    // Serves the page of what waits, of everybody and of one colleague.
    index('planned_contacts_due')
      .on(t.workspaceId, t.dueAt, t.id)
      .where(sql`${t.state} = 'planned'`),
    index('planned_contacts_member').on(t.workspaceId, t.memberId, t.state, t.dueAt, t.id),
    // Serve cards and the author panel.
    index('planned_contacts_contact').on(t.workspaceId, t.contactId, t.dueAt),
    index('planned_contacts_interest').on(t.workspaceId, t.interestId, t.dueAt),
    // Serves the reminder.
    index('planned_contacts_remind')
      .on(t.workspaceId, t.remindAt)
      .where(sql`${t.remindAt} is not null`),
  ],
)

export type PlannedContactRow = typeof plannedContacts.$inferSelect
