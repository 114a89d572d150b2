/** Saved views: mine are mine, the team's are shared by those who lead. */
import type { SavedView } from '@otklik/contract'
import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { actingMemberId, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden, notFound } from '../platform/errors.ts'
import { savedViews } from './views.table.ts'

type ViewRow = typeof savedViews.$inferSelect

export interface ViewChange {
  name?: string | undefined
  shared?: boolean | undefined
  query?: SavedView['query'] | undefined
}

export async function listViews(ctx: Ctx): Promise<SavedView[]> {
  const me = actingMemberId(ctx.actor)
  const rows = await ctx.db
    .select()
    .from(savedViews)
    .where(
      and(
        eq(savedViews.workspaceId, ctx.workspaceId),
        or(isNull(savedViews.ownerId), me ? eq(savedViews.ownerId, me) : undefined),
      ),
    )
    .orderBy(asc(savedViews.createdAt), asc(savedViews.id))
  return rows.map((row) => viewView(ctx, row))
}

export async function createView(
  ctx: Ctx,
  input: { name: string; shared: boolean; query: SavedView['query'] },
): Promise<SavedView> {
  const me = requirePerson(ctx)
  if (input.shared) requireShare(ctx)
  const row: ViewRow = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    ownerId: input.shared ? null : me,
    createdById: me,
    name: input.name,
    query: input.query,
    createdAt: ctx.now(),
  }
  await ctx.db.insert(savedViews).values(row)
  await recordAudit(ctx, {
    action: 'view.created',
    object: { kind: 'view', id: row.id },
    after: { name: row.name, shared: input.shared },
  })
  await ctx.events.emit({ type: 'view.changed', data: { viewId: row.id } })
  return viewView(ctx, row)
}

export async function updateView(ctx: Ctx, id: string, change: ViewChange): Promise<SavedView> {
  const before = await getOwnView(ctx, id)
  if (change.shared !== undefined && change.shared !== (before.ownerId === null)) requireShare(ctx)
  const after: ViewRow = {
    ...before,
    name: change.name ?? before.name,
    query: change.query ?? before.query,
    ownerId: change.shared === undefined ? before.ownerId : change.shared ? null : requirePerson(ctx),
  }
  await ctx.db
    .update(savedViews)
    .set({ name: after.name, query: after.query, ownerId: after.ownerId })
    .where(byId(ctx, id))
  await recordAudit(ctx, {
    action: 'view.updated',
    object: { kind: 'view', id },
    before: { name: before.name },
    after: { name: after.name },
  })
  await ctx.events.emit({ type: 'view.changed', data: { viewId: id } })
  return viewView(ctx, after)
}

export async function removeView(ctx: Ctx, id: string): Promise<void> {
  const row = await getOwnView(ctx, id)
  await ctx.db.delete(savedViews).where(byId(ctx, id))
  await recordAudit(ctx, {
    action: 'view.removed',
    object: { kind: 'view', id },
    before: { name: row.name, query: row.query },
  })
  await ctx.events.emit({ type: 'view.changed', data: { viewId: id } })
}

/** Somebody else's own view does not exist for me; a team's view changes only by those who may share. */
async function getOwnView(ctx: Ctx, id: string): Promise<ViewRow> {
  const [row] = await ctx.db.select().from(savedViews).where(byId(ctx, id))
  if (!row || (row.ownerId !== null && row.ownerId !== actingMemberId(ctx.actor)))
    throw notFound('There is no such view')
  if (row.ownerId === null) requireShare(ctx)
  return row
}

function requireShare(ctx: Ctx): void {
  if (!actorMay(ctx.actor, 'views.share')) throw forbidden('Only those who lead may change views of the team')
}

function requirePerson(ctx: Ctx): string {
  const me = actingMemberId(ctx.actor)
  if (!me) throw forbidden('Views belong to people; a key has none')
  return me
}

function viewView(ctx: Ctx, row: ViewRow): SavedView {
  return {
    id: row.id,
    name: row.name,
    shared: row.ownerId === null,
    mine: row.createdById === actingMemberId(ctx.actor),
    query: row.query,
  }
}

function byId(ctx: Ctx, id: string) {
  return and(eq(savedViews.workspaceId, ctx.workspaceId), eq(savedViews.id, id))
}
