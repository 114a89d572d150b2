/** Long work with progress. The row is the truth: a worker that dies leaves a plan from which another goes on. */
import type { Operation } from '@otklik/contract'
import { and, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { operations } from './operations.table.ts'

export type OperationRow = typeof operations.$inferSelect

/** Done work is listed for this long. */
const listedMs = 24 * 3600 * 1000

/** Writes the work down; the caller enqueues the job that does it, in the same transaction. */
export async function startOperation(
  ctx: Ctx,
  input: { kind: string; title: string; plan: Record<string, unknown>; total?: number | null },
): Promise<Operation> {
  const row: OperationRow = {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    kind: input.kind,
    title: input.title,
    state: 'waiting',
    plan: input.plan,
    done: 0,
    total: input.total ?? null,
    outcome: {},
    error: null,
    by: actorBrief(ctx.actor),
    startedAt: ctx.now(),
    cancelledAt: null,
    finishedAt: null,
  }
  await ctx.db.insert(operations).values(row)
  await recordAudit(ctx, {
    action: 'operation.started',
    object: { kind: 'operation', id: row.id },
    after: { kind: row.kind, title: row.title },
  })
  await tell(ctx, row.id)
  return viewOperation(row)
}

export interface Progress {
  /** Absolute, so that a repeated report changes nothing. */
  done: number
  total?: number | null
  /** Counts so far, by outcome. */
  outcome?: Record<string, number>
  /** Where it stands, for a worker that takes over. */
  plan?: Record<string, unknown>
}

/** Call every second or every hundred items. Returns false when the work is to stop: cancelled or finished elsewhere. */
export async function reportProgress(ctx: Ctx, id: string, progress: Progress): Promise<boolean> {
  const [row] = await ctx.db
    .update(operations)
    .set({
      state: 'running',
      done: progress.done,
      ...(progress.total !== undefined && { total: progress.total }),
      ...(progress.outcome && { outcome: progress.outcome }),
      ...(progress.plan && { plan: progress.plan }),
    })
    .where(
      and(mine(ctx, id), inArray(operations.state, ['waiting', 'running']), isNull(operations.cancelledAt)),
    )
    .returning({ id: operations.id })
  await tell(ctx, id)
  return row !== undefined
}

/** Ends the work. `error` is for the person: what happened and what to do. A cancelled operation ends as cancelled. */
export async function finishOperation(
  ctx: Ctx,
  id: string,
  end: { error?: string; outcome?: Record<string, number> } = {},
): Promise<void> {
  const row = await getOperationRow(ctx, id)
  if (row.finishedAt) return
  const state = end.error !== undefined ? 'failed' : row.cancelledAt ? 'cancelled' : 'done'
  await ctx.db
    .update(operations)
    .set({
      state,
      finishedAt: ctx.now(),
      error: end.error ?? null,
      ...(end.outcome && { outcome: end.outcome }),
    })
    .where(mine(ctx, id))
  await tell(ctx, id)
}

export async function isCancelled(ctx: Ctx, id: string): Promise<boolean> {
  return (await getOperationRow(ctx, id)).cancelledAt !== null
}

export async function listOperations(ctx: Ctx): Promise<{ items: Operation[] }> {
  const since = new Date(ctx.now().getTime() - listedMs)
  const rows = await ctx.db
    .select()
    .from(operations)
    .where(
      and(
        eq(operations.workspaceId, ctx.workspaceId),
        or(isNull(operations.finishedAt), gte(operations.finishedAt, since)),
      ),
    )
    .orderBy(desc(operations.startedAt))
    .limit(50)
  return { items: rows.map(viewOperation) }
}

export async function getOperation(ctx: Ctx, id: string): Promise<Operation> {
  return viewOperation(await getOperationRow(ctx, id))
}

/** The worker stops at its next report. Work that has not begun ends at once. */
export async function cancelOperation(ctx: Ctx, id: string): Promise<Operation> {
  const row = await getOperationRow(ctx, id, true)
  if (row.finishedAt || row.cancelledAt) return viewOperation(row)
  const waiting = row.state === 'waiting'
  const [written] = await ctx.db
    .update(operations)
    .set({ cancelledAt: ctx.now(), ...(waiting && { state: 'cancelled' as const, finishedAt: ctx.now() }) })
    .where(mine(ctx, id))
    .returning()
  await recordAudit(ctx, {
    action: 'operation.cancelled',
    object: { kind: 'operation', id },
    before: { done: row.done, total: row.total },
  })
  await tell(ctx, id)
  return viewOperation(written ?? row)
}

export async function getOperationRow(ctx: Ctx, id: string, lock = false): Promise<OperationRow> {
  const query = ctx.db.select().from(operations).where(mine(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('There is no such work')
  return row
}

function viewOperation(row: OperationRow): Operation {
  const { id, kind, title, state, done, total, outcome, error, by } = row
  return {
    id,
    kind,
    title,
    state,
    done,
    total,
    outcome,
    error,
    by,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

function mine(ctx: Ctx, id: string) {
  return and(eq(operations.workspaceId, ctx.workspaceId), eq(operations.id, id))
}

async function tell(ctx: Ctx, operationId: string): Promise<void> {
  await ctx.events.emit({ type: 'operation.changed', data: { operationId } })
}
