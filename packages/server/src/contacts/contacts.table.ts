import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const contacts = pgTable(
  'contacts',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    name: text('name'),
    photoUrl: text('photo_url'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ name: 'contacts_pk', columns: [t.workspaceId, t.id] })],
)

/** One account or address of a person. Equal identity means the same person; nothing else does. */
export const identities = pgTable(
  'identities',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    contactId: uuid('contact_id').notNull(),
    network: text('network').notNull(),
    externalId: text('external_id').notNull(),
    name: text('name'),
    profileUrl: text('profile_url'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'identities_pk', columns: [t.workspaceId, t.id] }),
    uniqueIndex('identities_network_key').on(t.workspaceId, t.network, t.externalId),
    // Serves the author panel.
    index('identities_contact').on(t.workspaceId, t.contactId),
  ],
)
