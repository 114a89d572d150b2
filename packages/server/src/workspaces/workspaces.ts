/** Workspaces of an installation and of a person (R270). */
import type { Role, Workspace } from '@otklik/contract'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { interestCounts } from '../interests/interests.table.ts'
import { members } from '../members/members.table.ts'
import type { Ctx, RequestInfo } from '../platform/ctx.ts'
import { forbidden, notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { insertWorkspace, type WorkspaceValues } from './found-workspace.ts'
import { workspaces } from './workspaces.table.ts'

type WorkspaceRow = typeof workspaces.$inferSelect

export async function getWorkspace(platform: Platform, id: string): Promise<Workspace> {
  const [row] = await platform.database.owner.select().from(workspaces).where(eq(workspaces.id, id))
  if (!row) throw notFound()
  return viewWorkspace(row)
}

/** The person's workspaces with what waits in each: read across workspaces, hence as the owner of the database. */
export async function listOwnWorkspaces(
  platform: Platform,
  userId: string,
): Promise<{ id: string; name: string; role: Role; unanswered: number }[]> {
  const { owner } = platform.database
  const rows = await owner
    .select({ id: workspaces.id, name: workspaces.name, role: members.role })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(members.userId, userId), isNull(members.disabledAt)))
    .orderBy(asc(workspaces.name), asc(workspaces.id))
  if (rows.length === 0) return []
  const sums = await owner
    .select({ workspaceId: interestCounts.workspaceId, n: sql<string>`sum(${interestCounts.delta})` })
    .from(interestCounts)
    .where(
      and(
        inArray(
          interestCounts.workspaceId,
          rows.map((row) => row.id),
        ),
        eq(interestCounts.open, true),
      ),
    )
    .groupBy(interestCounts.workspaceId)
  const waiting = new Map(sums.map((sum) => [sum.workspaceId, Number(sum.n)]))
  return rows.map((row) => ({ ...row, unanswered: waiting.get(row.id) ?? 0 }))
}

/** One more workspace, for those who already lead one. */
export async function createWorkspace(
  platform: Platform,
  user: { userId: string; name: string },
  values: WorkspaceValues,
  request: RequestInfo,
): Promise<Workspace> {
  const own = await listOwnWorkspaces(platform, user.userId)
  if (!own.some(({ role }) => role === 'owner' || role === 'administrator')) {
    throw forbidden('Only owners and administrators may open another workspace')
  }
  const { workspaceId } = await platform.database.asOwner((db) =>
    insertWorkspace({ platform, db, request }, { id: user.userId, name: user.name }, values),
  )
  return getWorkspace(platform, workspaceId)
}

export async function updateWorkspace(
  ctx: Ctx,
  change: { name?: string | undefined; timeZone?: string | undefined; goals?: string[] | undefined },
): Promise<Workspace> {
  const [before] = await ctx.db
    .select()
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspaceId))
    .for('update')
  if (!before) throw notFound()
  const values = {
    name: change.name ?? before.name,
    timeZone: change.timeZone ?? before.timeZone,
    goals: change.goals ?? before.goals,
  }
  const [after] = await ctx.db
    .update(workspaces)
    .set(values)
    .where(eq(workspaces.id, ctx.workspaceId))
    .returning()
  if (!after) throw notFound()
  await recordAudit(ctx, {
    action: 'workspace.changed',
    object: { kind: 'workspace', id: ctx.workspaceId },
    before: { name: before.name, timeZone: before.timeZone, goals: before.goals },
    after: values,
  })
  await ctx.events.emit({ type: 'workspace.changed', data: { workspaceId: ctx.workspaceId } })
  return viewWorkspace(after)
}

function viewWorkspace({ id, name, timeZone, locale, goals }: WorkspaceRow): Workspace {
  return { id, name, timeZone, locale, goals }
}
