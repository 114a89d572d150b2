/** Recognises the sender of a request: a session cookie or an API key. */
import { createHash } from 'node:crypto'
import { roleAllows, type Permission, type Role } from '@otklik/contract'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { findSession, type Auth } from '../accounts/index.ts'
import type { Authenticator, Caller } from '../platform/http/access.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db/client.ts'
import { tokens } from '../workspaces/workspaces.table.ts'
import { apiKeys, members } from './members.table.ts'

/** Seen times are written at most once a minute. */
const seenEveryMs = 60_000

export function createAuthenticator(
  auth: Auth,
  { database, clock }: { database: Database; clock: Clock },
): Authenticator {
  return {
    identify: async (headers) =>
      (await identifyKey({ database, clock }, headers)) ?? identifyUser(auth, database, headers),
    findMember: (userId, workspaceId) => findMember({ database, clock }, userId, workspaceId),
  }
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

interface Sight {
  database: Database
  clock: Clock
}

async function identifyKey({ database, clock }: Sight, headers: Headers): Promise<Caller | undefined> {
  const key = /^Bearer\s+(otk_[\w-]{20,})$/.exec(headers.get('authorization') ?? '')?.[1]
  if (!key) return headers.has('authorization') ? { kind: 'nobody' } : undefined
  const [row] = await database.owner
    .select({
      workspaceId: apiKeys.workspaceId,
      id: apiKeys.id,
      name: apiKeys.name,
      scopes: apiKeys.scopes,
      lastUsedAt: apiKeys.lastUsedAt,
      createdBy: apiKeys.createdBy,
      makerRole: members.role,
      makerDisabledAt: members.disabledAt,
    })
    .from(tokens)
    .innerJoin(apiKeys, and(eq(apiKeys.workspaceId, tokens.workspaceId), eq(apiKeys.id, tokens.targetId)))
    .leftJoin(members, and(eq(members.workspaceId, apiKeys.workspaceId), eq(members.id, apiKeys.createdBy)))
    .where(and(eq(tokens.hash, hashToken(key)), eq(tokens.kind, 'apiKey'), isNull(apiKeys.revokedAt)))
  if (!row || row.makerDisabledAt) return { kind: 'nobody' }
  if (isStale(row.lastUsedAt, clock)) {
    await database.owner
      .update(apiKeys)
      .set({ lastUsedAt: clock.now() })
      .where(and(eq(apiKeys.workspaceId, row.workspaceId), eq(apiKeys.id, row.id)))
  }
  return {
    kind: 'key',
    workspaceId: row.workspaceId,
    actor: { kind: 'apiKey', apiKeyId: row.id, name: row.name, scopes: presentScopes(row) },
  }
}

/** A key may do what its maker may do today; one made by the command line keeps its own scopes. */
function presentScopes(row: {
  scopes: Permission[]
  createdBy: string | null
  makerRole: Role | null
}): Permission[] {
  const role = row.makerRole
  if (row.createdBy === null) return row.scopes
  return role === null ? [] : row.scopes.filter((scope) => roleAllows(role, scope))
}

async function identifyUser(auth: Auth, database: Database, headers: Headers): Promise<Caller> {
  if (!headers.has('cookie')) return { kind: 'nobody' }
  const found = await findSession(auth, database, headers)
  return found ? { kind: 'user', ...found } : { kind: 'nobody' }
}

const uuid = /^[0-9a-f-]{36}$/i

async function findMember({ database, clock }: Sight, userId: string, workspaceId: string | null) {
  if (workspaceId !== null && !uuid.test(workspaceId)) return null
  const [row] = await database.owner
    .select()
    .from(members)
    .where(
      and(
        eq(members.userId, userId),
        isNull(members.disabledAt),
        workspaceId ? eq(members.workspaceId, workspaceId) : undefined,
      ),
    )
    .orderBy(asc(members.createdAt))
    .limit(1)
  if (!row) return null
  if (isStale(row.lastSeenAt, clock)) {
    await database.owner
      .update(members)
      .set({ lastSeenAt: clock.now() })
      .where(and(eq(members.workspaceId, row.workspaceId), eq(members.id, row.id)))
  }
  const actor = { kind: 'member' as const, memberId: row.id, userId, role: row.role, name: row.name }
  return { workspaceId: row.workspaceId, actor }
}

function isStale(seenAt: Date | null, clock: Clock): boolean {
  return seenAt === null || clock.now().getTime() - seenAt.getTime() >= seenEveryMs
}
