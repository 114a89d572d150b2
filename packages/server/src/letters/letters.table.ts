import type { LetterOutcome } from '@otklik/contract'
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { Words } from '../channels/channel.ts'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

/** What each letter of a mailbox was taken for. The letter itself lies in the ledger (`event_id`) and is parsed anew when somebody looks. */
export const letters = pgTable(
  'letters',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    eventId: uuid('event_id').notNull(),
    fingerprint: text('fingerprint').notNull(),
    outcome: text('outcome').$type<LetterOutcome>().notNull(),
    reason: jsonb('reason').$type<Words>().notNull(),
    messageId: text('message_id'),
    subject: text('subject').notNull(),
    fromName: text('from_name'),
    fromAddress: text('from_address'),
    to: text('to').notNull(),
    arrivedAt: at('arrived_at').notNull(),
    fromJunk: boolean('from_junk').notNull(),
    senderProof: text('sender_proof').$type<'dkim' | 'collector' | 'none'>().notNull(),
    preview: text('preview').notNull(),
    hasHtml: boolean('has_html').notNull(),
    /** Made of an automatic letter by hand. */
    interestId: uuid('interest_id'),
  },
  (t) => [
    primaryKey({ name: 'letters_pk', columns: [t.workspaceId, t.id] }),
    // The wall against the same letter delivered twice.
    uniqueIndex('letters_fingerprint_key').on(t.workspaceId, t.channelId, t.fingerprint),
    // Serves the list.
    index('letters_outcome').on(t.workspaceId, t.outcome, t.arrivedAt, t.id),
    index('letters_arrived').on(t.workspaceId, t.arrivedAt, t.id),
    // Serves the card.
    index('letters_event').on(t.workspaceId, t.eventId),
  ],
)
