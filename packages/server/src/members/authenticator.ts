/** Recognises the sender of a request: a session cookie or an API key. */
import { createHash } from 'node:crypto'
import { roleAllows, type Permission, type Role } from '@otklik/contract'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { findSession, type Auth } from '../accounts/index.ts'
import type { Authenticator, Caller, Identified } from '../platform/http/access.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db/client.ts'
import { tokens } from '../workspaces/workspaces.table.ts'
import { apiKeys, members, type MemberRow } from './members.table.ts'

const nobody: Identified = { caller: { kind: 'nobody' }, place: null }

/** Seen times are written at most once a minute. */
const seenEveryMs = 60_000

export function createAuthenticator(
  auth: Auth,
  { database, clock }: { database: Database; clock: Clock },
): Authenticator {
  return {
    identify: async (headers, workspaceId) =>
      (await identifyKey({ database, clock }, headers)) ??
      identifyUser({ auth, database, clock }, headers, workspaceId),
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

async function identifyKey({ database, clock }: Sight, headers: Headers): Promise<Identified | undefined> {
  const key = /^Bearer\s+(otk_[\w-]{20,})$/.exec(headers.get('authorization') ?? '')?.[1]
  if (!key) return headers.has('authorization') ? nobody : undefined
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
  if (!row || row.makerDisabledAt) return nobody
  if (isStale(row.lastUsedAt, clock)) {
    await database.owner
      .update(apiKeys)
      .set({ lastUsedAt: clock.now() })
      .where(and(eq(apiKeys.workspaceId, row.workspaceId), eq(apiKeys.id, row.id)))
  }
  const { workspaceId } = row
  const actor = { kind: 'apiKey' as const, apiKeyId: row.id, name: row.name, scopes: presentScopes(row) }
  return { caller: { kind: 'key', workspaceId, actor }, place: { workspaceId, actor } }
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

const uuid = /^[0-9a-f-]{36}$/i

async function identifyUser(
  sight: Sight & { auth: Auth },
  headers: Headers,
  workspaceId: string | null,
): Promise<Identified> {
  if (!headers.has('cookie')) return nobody
  const isWrong = workspaceId !== null && !uuid.test(workspaceId)
  const found = await findSession(sight.auth, sight.database, headers, isWrong ? null : workspaceId)
  if (!found) return nobody
  const { member, ...person } = found
  const caller: Caller = { kind: 'user', ...person }
  return { caller, place: member && !isWrong ? await openPlace(sight, member) : null }
}

async function findMember(sight: Sight, userId: string, workspaceId: string | null) {
  if (workspaceId !== null && !uuid.test(workspaceId)) return null
  const [row] = await sight.database.owner
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
  return row ? openPlace(sight, row) : null
}

async function openPlace({ database, clock }: Sight, row: MemberRow) {
  if (isStale(row.lastSeenAt, clock)) {
    await database.owner
      .update(members)
      .set({ lastSeenAt: clock.now() })
      .where(and(eq(members.workspaceId, row.workspaceId), eq(members.id, row.id)))
  }
  const { id: memberId, userId, role, name } = row
  return { workspaceId: row.workspaceId, actor: { kind: 'member' as const, memberId, userId, role, name } }
}

function isStale(seenAt: Date | null, clock: Clock): boolean {
  return seenAt === null || clock.now().getTime() - seenAt.getTime() >= seenEveryMs
}
