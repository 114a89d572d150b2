/** Accounts of people, of the whole installation. */
import { hashPassword } from 'better-auth/crypto'
import { count, eq, inArray } from 'drizzle-orm'
import type { Db } from '../platform/db/client.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import { credentials, twoFactors, users } from './accounts.table.ts'

export interface NewAccount {
  name: string
  email: string
  password: string
  locale: 'ru' | 'en'
}

export type AccountRow = typeof users.$inferSelect

/** Inserts a person with a password in the caller's transaction; the address must be free. */
export async function createAccount(db: Db, account: NewAccount, now: Date): Promise<AccountRow> {
  const userId = newId()
  const { name, locale } = account
  const values = {
    id: userId,
    name,
    email: normalEmail(account.email),
    emailVerified: true,
    locale,
    createdAt: now,
    updatedAt: now,
  }
  const [row] = await db.insert(users).values(values).returning()
  if (!row) throw new Error('the new account was not returned')
  const password = await hashPassword(account.password)
  await db.insert(credentials).values({
    id: newId(),
    userId,
    accountId: userId,
    providerId: 'credential',
    password,
    createdAt: now,
    updatedAt: now,
  })
  return row
}

export async function countAccounts(db: Db): Promise<number> {
  const [row] = await db.select({ n: count() }).from(users)
  return row?.n ?? 0
}

export async function findAccountByEmail(platform: Platform, email: string): Promise<AccountRow | undefined> {
  const [row] = await platform.database.owner
    .select()
    .from(users)
    .where(eq(users.email, normalEmail(email)))
  return row
}

export async function listAccounts(
  platform: Platform,
  userIds: readonly string[],
): Promise<Map<string, AccountRow>> {
  if (userIds.length === 0) return new Map()
  const rows = await platform.database.owner
    .select()
    .from(users)
    .where(inArray(users.id, [...userIds]))
  return new Map(rows.map((row) => [row.id, row]))
}

export async function updateAccount(
  platform: Platform,
  userId: string,
  change: { name?: string; locale?: 'ru' | 'en' },
): Promise<void> {
  await platform.database.owner
    .update(users)
    .set({ ...change, updatedAt: platform.clock.now() })
    .where(eq(users.id, userId))
}

/** Switches the second factor off: the person signs in by password alone. Does not authorise. */
export async function removeSecondFactorUnchecked(platform: Platform, userId: string): Promise<void> {
  await platform.database.asOwner(async (db) => {
    await db.delete(twoFactors).where(eq(twoFactors.userId, userId))
    await db
      .update(users)
      .set({ twoFactorEnabled: false, updatedAt: platform.clock.now() })
      .where(eq(users.id, userId))
  })
}

/** Addresses are compared as better-auth compares them. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}
