/** Acts that fold into one card: likes, reposts and joins, each person counted and findable. */
import { sql, type SQL } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, tsvector, workspaceId } from '../platform/db/columns.ts'

export const interestParticipants = pgTable(
  'interest_participants',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    interestId: uuid('interest_id').notNull(),
    channelId: uuid('channel_id').notNull(),
    /** The act's own name at the network. */
    externalId: text('external_id').notNull(),
    contactId: uuid('contact_id'),
    /** As the source gave it at that moment. */
    name: text('name'),
    author: jsonb('author').$type<{ network: string; photoUrl: string | null; profileUrl: string | null }>(),
    action: text('action').notNull(),
    at: at('at').notNull(),
    /** Taken back by the person; the row stays as history. */
    withdrawnAt: at('withdrawn_at'),
    search: tsvector('search')
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`to_tsvector('russian'::regconfig, translate(left(coalesce(name, ''), 1000), 'ёЁ', 'еЕ'))`,
      ),
  },
  (t) => [
    primaryKey({ name: 'interest_participants_pk', columns: [t.workspaceId, t.id] }),
    // One act is counted once. Given again after it was taken back it is a new act under the same name.
    uniqueIndex('interest_participants_act_key')
      .on(t.workspaceId, t.channelId, t.externalId)
      .where(sql`${t.withdrawnAt} is null`),
    // Serves a repeated or taken back act.
    index('interest_participants_act').on(t.workspaceId, t.channelId, t.externalId, t.at),
    // Serves the list of people on the card.
    index('interest_participants_interest').on(t.workspaceId, t.interestId, t.at, t.id),
    // Serves the author panel and the feed of one person.
    index('interest_participants_contact').on(t.workspaceId, t.contactId, t.at),
    // Serves search by a person's name.
    index('interest_participants_search').using('gin', t.search).with({ gin_pending_list_limit: 256 }),
  ],
)

/** Which card takes the next act of a key. Its row is locked while an act is written, so that two at once make one card. */
export const interestFolds = pgTable(
  'interest_folds',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    channelId: uuid('channel_id').notNull(),
    foldKey: text('fold_key').notNull(),
    interestId: uuid('interest_id'),
  },
  (t) => [
    primaryKey({ name: 'interest_folds_pk', columns: [t.workspaceId, t.id] }),
    uniqueIndex('interest_folds_key').on(t.workspaceId, t.channelId, t.foldKey),
  ],
)
