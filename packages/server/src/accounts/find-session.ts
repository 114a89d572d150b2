/**
 * Who a session cookie belongs to, in one look-up of the session and its person; the sign-in library takes several steps for the
 * same. Nothing is remembered here: a session that was ended is unknown to the very next request, in every process.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { and, eq, gt } from 'drizzle-orm'
import type { Database } from '../platform/db/client.ts'
import { sessions, users } from './accounts.table.ts'
import { sessionLifetime, type Auth } from './auth.ts'

export interface SignedIn {
  userId: string
  sessionId: string
  name: string
  email: string
}

/** Null: no cookie of ours, a forged one, or a session that ended. */
export async function findSession(
  auth: Auth,
  database: Database,
  headers: Headers,
): Promise<SignedIn | null> {
  const cookies = headers.get('cookie') ?? ''
  const { authCookies, secret } = await auth.$context
  const token = readToken(findCookie(cookies, authCookies.sessionToken.name), secret)
  if (token === null) return null
  // The library ends sessions by the real time.
  const now = new Date()
  const [found] = await database.owner
    .select({
      userId: users.id,
      sessionId: sessions.id,
      name: users.name,
      email: users.email,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.token, token), gt(sessions.expiresAt, now)))
  if (!found) return null
  const { expiresAt, ...signedIn } = found
  // «Only until the browser closes» is the word of a cookie: such a session ends by its first date.
  if (findCookie(cookies, authCookies.dontRememberToken.name) === undefined)
    await prolong(database, signedIn.sessionId, { expiresAt, now })
  return signedIn
}

async function prolong(
  database: Database,
  id: string,
  { expiresAt, now }: { expiresAt: Date; now: Date },
): Promise<void> {
  const end = now.getTime() + sessionLifetime.expiresIn * 1000
  if (end - expiresAt.getTime() < sessionLifetime.updateAge * 1000) return
  await database.owner
    .update(sessions)
    .set({ expiresAt: new Date(end), updatedAt: now })
    .where(eq(sessions.id, id))
}

/** The session's token, when the signature beside it is ours. */
function readToken(signed: string | undefined, secret: string): string | null {
  const dot = signed?.lastIndexOf('.') ?? -1
  if (!signed || dot < 1) return null
  const token = signed.slice(0, dot)
  const expected = createHmac('sha256', secret).update(token).digest()
  const given = Buffer.from(signed.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function findCookie(cookies: string, name: string): string | undefined {
  const pair = cookies.split(/; */).find((cookie) => cookie.startsWith(`${name}=`))
  try {
    return pair && decodeURIComponent(pair.slice(name.length + 1))
  } catch {
    return undefined
  }
}
