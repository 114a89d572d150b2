/**
 * Who a session cookie belongs to and where they work, in one look-up; the sign-in library takes several steps for the first
 * alone. Nothing is remembered here: a session that was ended is unknown to the very next request, in every process.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { members, type MemberRow } from '../members/members.table.ts'
import type { Database } from '../platform/db/client.ts'
import { sessions, users } from './accounts.table.ts'
import { sessionLifetime, type Auth } from './auth.ts'

export interface SignedIn {
  userId: string
  sessionId: string
  name: string
  email: string
  /** Their place in the named workspace, or the first of theirs; null when they have none there. */
  member: MemberRow | null
}

/** Null: no cookie of ours, a forged one, or a session that ended. */
export async function findSession(
  auth: Auth,
  database: Database,
  headers: Headers,
  workspaceId: string | null = null,
): Promise<SignedIn | null> {
  const cookies = headers.get('cookie') ?? ''
  const { authCookies, secret } = await auth.$context
  const token = readToken(findCookie(cookies, authCookies.sessionToken.name), secret)
  if (token === null) return null
  // The library ends sessions by the real time.
  const now = new Date()
  const [found] = await lookUpOf(database).execute({ token, now, workspaceId })
  if (!found) return null
  const { expiresAt, ...signedIn } = found
  // «Only until the browser closes» is the word of a cookie: such a session ends by its first date.
  if (findCookie(cookies, authCookies.dontRememberToken.name) === undefined)
    await prolong(database, signedIn.sessionId, { expiresAt, now })
  return signedIn
}

type LookUp = ReturnType<typeof prepareLookUp>

const lookUps = new WeakMap<Database, LookUp>()

function lookUpOf(database: Database): LookUp {
  const known = lookUps.get(database) ?? prepareLookUp(database)
  lookUps.set(database, known)
  return known
}

/** Every request asks this: a statement with a name is read and planned once by each connection. */
function prepareLookUp({ owner }: Database) {
  const named = sql.placeholder('workspaceId')
  return owner
    .select({
      userId: users.id,
      sessionId: sessions.id,
      name: users.name,
      email: users.email,
      expiresAt: sessions.expiresAt,
      member: members,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      members,
      and(
        eq(members.userId, users.id),
        isNull(members.disabledAt),
        sql`(${named}::uuid is null or ${members.workspaceId} = ${named}::uuid)`,
      ),
    )
    .where(and(eq(sessions.token, sql.placeholder('token')), gt(sessions.expiresAt, sql.placeholder('now'))))
    .orderBy(asc(members.createdAt))
    .limit(1)
    .prepare('otklik_session')
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
