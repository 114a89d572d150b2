import type { Permission, Role } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, rowId, workspaceId } from '../platform/db/columns.ts'

export const members = pgTable(
  'members',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    userId: uuid('user_id').notNull(),
    /** Copied from the account, so that a card needs no look outside the workspace. */
    name: text('name').notNull(),
    photoUrl: text('photo_url'),
    role: text('role').$type<Role>().notNull(),
    /** Set by the person: here, or away until they come back. */
    awayAt: at('away_at'),
    /** Leave or illness, set by the person or a head. */
    absentUntil: at('absent_until'),
    disabledAt: at('disabled_at'),
    lastSeenAt: at('last_seen_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'members_pk', columns: [t.workspaceId, t.id] }),
    uniqueIndex('members_user_key').on(t.workspaceId, t.userId),
    // Serves sign-in: the places of one person, across workspaces, by the owner's connection.
    index('members_user').on(t.userId),
  ],
)

export type MemberRow = typeof members.$inferSelect

export const invitations = pgTable(
  'invitations',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    tokenHash: text('token_hash').notNull(),
    invitedBy: text('invited_by').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    acceptedAt: at('accepted_at'),
  },
  (t) => [
    primaryKey({ name: 'invitations_pk', columns: [t.workspaceId, t.id] }),
    // One open link per address.
    uniqueIndex('invitations_email_key')
      .on(t.workspaceId, t.email)
      .where(sql`${t.acceptedAt} is null`),
  ],
)

export const apiKeys = pgTable(
  'api_keys',
  {
    workspaceId: workspaceId(),
    id: rowId(),
    name: text('name').notNull(),
    /** First characters, to tell keys apart on the screen. */
    prefix: text('prefix').notNull(),
    scopes: jsonb('scopes').$type<Permission[]>().notNull(),
    createdBy: uuid('created_by'),
    createdAt: at('created_at').notNull(),
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [primaryKey({ name: 'api_keys_pk', columns: [t.workspaceId, t.id] })],
)
