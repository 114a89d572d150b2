import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** One purpose is one consent: processing, advertising and the record of visits are never one row. */
export const consentPurposes = ['processing', 'advertising', 'visits'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

/** What a person agreed to, whole: the words as they were shown stand in the row, so no later change of a text can touch it. */
export const consents = pgTable(
  'consents',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    /** The identity that agreed, as `identities` names it. */
    network: text('network').notNull(),
    externalId: text('external_id').notNull(),
    purpose: text('purpose').$type<ConsentPurpose>().notNull(),
    textVersion: text('text_version').notNull(),
    textHash: text('text_hash').notNull(),
    text: text('text').notNull(),
    operatorName: text('operator_name').notNull(),
    operatorAddress: text('operator_address').notNull(),
    /** By which road: the site and its page. */
    source: text('source').notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    /** What shows it: the form and its box, the moment of the tick, the submission. */
    evidence: jsonb('evidence').$type<Record<string, string>>().notNull(),
    givenAt: at('given_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    primaryKey({ name: 'consents_pk', columns: [t.workspaceId, t.id] }),
    // Serves the question whether somebody agrees now, and the list of one person.
    index('consents_subject').on(t.workspaceId, t.network, t.externalId, t.purpose, t.givenAt),
    // Serves the same question at every event of a visitor.
    index('consents_in_force')
      .on(t.workspaceId, t.network, t.externalId, t.purpose)
      .where(sql`${t.withdrawnAt} is null`),
  ],
)
