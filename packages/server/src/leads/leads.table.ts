import type { ActivityClass, ActorBrief, LeadState } from '@otklik/contract'
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** An interest made a lead (R003): what it carries is copied, so that the lead stays what it was made of. */
export const leads = pgTable(
  'leads',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    interestId: uuid('interest_id').notNull(),
    contactId: uuid('contact_id'),
    createdAt: at('created_at').notNull(),
    by: jsonb('by').$type<ActorBrief>().notNull(),
    state: text('state').$type<LeadState>().notNull(),
    closedAt: at('closed_at'),
    closedBy: jsonb('closed_by').$type<ActorBrief>(),
    closedReason: text('closed_reason'),
    responsibleId: uuid('responsible_id'),
    note: text('note').notNull().default(''),
    sourceType: text('source_type').notNull(),
    activityClass: text('activity_class').$type<ActivityClass>().notNull(),
    action: text('action').notNull(),
    sourceTitle: text('source_title'),
    sourceUrl: text('source_url'),
    authorName: text('author_name'),
    author: jsonb('author').$type<{
      photoUrl: string | null
      profileUrl: string | null
      email: string | null
      phone: string | null
    }>(),
    text: text('text').notNull(),
    occurredAt: at('occurred_at').notNull(),
    productId: uuid('product_id'),
  },
  (t) => [
    primaryKey({ name: 'leads_pk', columns: [t.workspaceId, t.id] }),
    // One card is one lead.
    uniqueIndex('leads_interest_key').on(t.workspaceId, t.interestId),
    // Serve the page «Лиды»: by state, by responsible, by person.
    index('leads_state').on(t.workspaceId, t.state, t.id),
    index('leads_responsible').on(t.workspaceId, t.responsibleId, t.id),
    index('leads_contact').on(t.workspaceId, t.contactId, t.id),
  ],
)

export type LeadRow = typeof leads.$inferSelect
