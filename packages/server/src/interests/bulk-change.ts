/** Mass changes: a handful at once, more as a long work with progress (R108). */
import type { BulkAction, InterestFilter, InterestSelection } from '@otklik/contract'
import { startOperation } from '../operations/index.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { applyBulk, bulkChunk } from './bulk-apply.ts'
import { planStep } from './bulk-patch.ts'
import { bulkJob, type BulkPlan } from './bulk.jobs.ts'
import { countInterests, listInterestIds } from './interest-list.ts'
import { bulkChanges } from './interests.table.ts'

export interface BulkResult {
  changed: number
  skipped: number
  /** Set when the work goes on by itself. */
  operationId: string | null
  /** Takes the change back; null when nothing changed. */
  undoId: string | null
}

/** `CONFLICT` when more cards match than the person saw. */
export async function changeMany(
  ctx: Ctx,
  selection: InterestSelection,
  action: BulkAction,
): Promise<BulkResult> {
  // Refuses before anything is written, also when the work itself will run later.
  await planStep(ctx, action)
  if ('ids' in selection) return changeNow(ctx, action, selection.ids)
  const { filter, expected } = selection
  const total = await countInterests(ctx, filter)
  if (total > expected)
    throw new AppError('CONFLICT', {
      message: `${total} cards match by now, ${expected} were seen: look again and repeat`,
    })
  if (total > bulkChunk) return changeLater(ctx, action, { filter, total })
  const { ids } = await listInterestIds(ctx, filter, {
    cursor: null,
    limit: bulkChunk,
    receivedBefore: ctx.now(),
  })
  return changeNow(ctx, action, ids)
}

async function changeNow(ctx: Ctx, action: BulkAction, ids: readonly string[]): Promise<BulkResult> {
  const bulkId = await openBulk(ctx, action)
  const changed = await applyBulk(ctx, bulkId, action, ids)
  return {
    changed,
    skipped: new Set(ids).size - changed,
    operationId: null,
    undoId: changed > 0 ? bulkId : null,
  }
}

async function changeLater(
  ctx: Ctx,
  action: BulkAction,
  what: { filter: InterestFilter; total: number },
): Promise<BulkResult> {
  const bulkId = await openBulk(ctx, action)
  const plan: BulkPlan = {
    bulkId,
    action,
    filter: what.filter,
    actor: ctx.actor,
    receivedBefore: ctx.now().toISOString(),
    cursor: null,
    changed: 0,
  }
  const { id: operationId } = await startOperation(ctx, {
    kind: 'interests.bulk',
    title: action.kind,
    plan: { ...plan },
    total: what.total,
  })
  await ctx.jobs.enqueue(bulkJob, { workspaceId: ctx.workspaceId, operationId })
  return { changed: 0, skipped: 0, operationId, undoId: bulkId }
}

async function openBulk(ctx: Ctx, action: BulkAction): Promise<string> {
  const id = ctx.newId()
  const byMemberId = actingMemberId(ctx.actor) ?? null
  await ctx.db
    .insert(bulkChanges)
    .values({ workspaceId: ctx.workspaceId, id, action, byMemberId, createdAt: ctx.now() })
  return id
}
