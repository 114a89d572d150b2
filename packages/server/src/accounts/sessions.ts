/** Where a person is signed in, and the end of it. */
import type { Session } from '@otklik/contract'
import { and, desc, eq, gt, ne } from 'drizzle-orm'
import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { sessions } from './accounts.table.ts'

interface Place {
  userId: string
  sessionId: string
}

export async function listSessions(platform: Platform, place: Place): Promise<Session[]> {
  const rows = await platform.database.owner
    .select()
    .from(sessions)
    // better-auth ends sessions by the real time.
    .where(and(eq(sessions.userId, place.userId), gt(sessions.expiresAt, new Date())))
    .orderBy(desc(sessions.updatedAt))
    .limit(200)
  return rows.map((row) => ({
    id: row.id,
    ip: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    lastActiveAt: row.updatedAt.toISOString(),
    current: row.id === place.sessionId,
  }))
}

export async function revokeSession(platform: Platform, userId: string, id: string): Promise<void> {
  const ended = await platform.database.owner
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id)))
    .returning({ id: sessions.id })
  if (ended.length === 0) throw notFound()
}

/** Signs the person out everywhere but here. */
export async function revokeOtherSessions(platform: Platform, place: Place): Promise<number> {
  const ended = await platform.database.owner
    .delete(sessions)
    .where(and(eq(sessions.userId, place.userId), ne(sessions.id, place.sessionId)))
    .returning({ id: sessions.id })
  return ended.length
}
