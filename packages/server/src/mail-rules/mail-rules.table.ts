import type { MailRuleInput, RuleActions, RuleCondition } from '@otklik/contract'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const mailRules = pgTable(
  'mail_rules',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    enabled: boolean('enabled').notNull(),
    match: text('match').$type<MailRuleInput['match']>().notNull(),
    conditions: jsonb('conditions').$type<RuleCondition[]>().notNull(),
    actions: jsonb('actions').$type<RuleActions>().notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ name: 'mail_rules_pk', columns: [t.workspaceId, t.id] })],
)

/** One work of a rule over past letters; its id is the id of the operation. */
export const mailRuleApplications = pgTable(
  'mail_rule_applications',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    ruleId: uuid('rule_id').notNull(),
    changed: integer('changed').notNull().default(0),
    createdAt: at('created_at').notNull(),
    undoneAt: at('undone_at'),
  },
  (t) => [
    primaryKey({ name: 'mail_rule_applications_pk', columns: [t.workspaceId, t.id] }),
    // Serves the list of rules, each with its last work.
    index('mail_rule_applications_rule').on(t.workspaceId, t.ruleId, t.createdAt),
  ],
)

/** What the work changed in one card: undo gives a field back only while it still holds what the rule wrote. */
export const mailRuleChanges = pgTable(
  'mail_rule_changes',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    applicationId: uuid('application_id').notNull(),
    interestId: uuid('interest_id').notNull(),
    before: jsonb('before').$type<Record<string, unknown>>().notNull(),
    after: jsonb('after').$type<Record<string, unknown>>().notNull(),
    undoneAt: at('undone_at'),
  },
  (t) => [
    primaryKey({ name: 'mail_rule_changes_pk', columns: [t.workspaceId, t.id] }),
    // Serves undo, and keeps a repeated chunk from writing a card twice.
    uniqueIndex('mail_rule_changes_card_key').on(t.workspaceId, t.applicationId, t.interestId),
  ],
)
