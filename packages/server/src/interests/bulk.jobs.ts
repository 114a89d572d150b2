/** The long part of mass changes, and forgetting what can no longer be taken back. */
import {
  BulkAction,
  Id,
  InterestFilter,
  permissions,
  Role,
  Timestamp,
  type Permission,
} from '@otklik/contract'
import { and, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { finishOperation, getOperationRow, reportProgress } from '../operations/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { applyBulk, bulkChunk } from './bulk-apply.ts'
import { listInterestIds } from './interest-list.ts'
import { bulkChanges, bulkItems } from './interests.table.ts'

const isPermission = (value: string): value is Permission => Object.hasOwn(permissions, value)

/** Who asked: the chunks are signed by the same person. */
const PlanActor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), memberId: Id, userId: Id, role: Role, name: z.string() }),
  z.object({
    kind: z.literal('apiKey'),
    apiKeyId: Id,
    name: z.string(),
    scopes: z.array(z.string()).transform((scopes) => scopes.filter(isPermission)),
  }),
  z.object({ kind: z.literal('system'), name: z.string() }),
])

const BulkPlan = z.object({
  bulkId: Id,
  action: BulkAction,
  filter: InterestFilter,
  actor: PlanActor,
  receivedBefore: Timestamp,
  /** Where the next chunk starts; null at the beginning. */
  cursor: z.string().nullable(),
  changed: z.number().int(),
})
export type BulkPlan = Omit<z.output<typeof BulkPlan>, 'actor'> & { actor: Actor }

export const bulkJob = defineJob({
  name: 'interests.change-many',
  payload: z.object({ workspaceId: Id, operationId: Id }),
  timeout: 3600,
  async handle(platform, { workspaceId, operationId }, { signal }) {
    const place = { platform, workspaceId, operationId }
    try {
      while (!signal.aborted && (await nextChunk(place)));
    } catch (error) {
      // A refusal (the product was put away, the right taken) will not pass by itself; anything else is tried again from the last chunk.
      if (!(error instanceof AppError)) throw error
      await platform.inWorkspace({ workspaceId, actor: jobActor }, (ctx) =>
        finishOperation(ctx, operationId, { error: error.message }),
      )
    }
  },
})

export const forgetBulkJob = defineJob({
  name: 'interests.forget-bulk',
  payload: z.object({}),
  cron: '40 2 * * *',
  handle: (platform) => forgetBulk(platform),
})

/** A mass change can be taken back for two days. */
export const undoHours = 48

const jobActor = { kind: 'system', name: 'bulk' } as const

interface BulkPlace {
  platform: Platform
  workspaceId: string
  operationId: string
}

/** One chunk with its progress in one transaction: a worker that dies loses nothing and repeats nothing. True when there is more. */
async function nextChunk({ platform, workspaceId, operationId }: BulkPlace): Promise<boolean> {
  const row = await platform.inWorkspace({ workspaceId, actor: jobActor }, (ctx) =>
    getOperationRow(ctx, operationId),
  )
  if (row.finishedAt) return false
  const plan = BulkPlan.parse(row.plan)
  return platform.inWorkspace({ workspaceId, actor: plan.actor }, async (ctx) => {
    if (row.cancelledAt || (await isTakenBack(ctx, plan.bulkId))) return end(ctx, operationId)
    const { ids, cursor } = await listInterestIds(ctx, plan.filter, {
      cursor: plan.cursor,
      limit: bulkChunk,
      receivedBefore: new Date(plan.receivedBefore),
    })
    const changed = plan.changed + (await applyBulk(ctx, plan.bulkId, plan.action, ids))
    const done = row.done + ids.length
    const goesOn = await reportProgress(ctx, operationId, {
      done,
      outcome: { changed, skipped: done - changed },
      plan: { ...plan, cursor, changed },
    })
    return goesOn && cursor !== null ? true : end(ctx, operationId)
  })
}

async function end(ctx: Ctx, operationId: string): Promise<false> {
  await finishOperation(ctx, operationId)
  return false
}

/** Locked, so that undo and a chunk never overlap: what undo does not see yet is not written any more. */
async function isTakenBack(ctx: Ctx, bulkId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ undoneAt: bulkChanges.undoneAt })
    .from(bulkChanges)
    .where(and(eq(bulkChanges.workspaceId, ctx.workspaceId), eq(bulkChanges.id, bulkId)))
    .for('update')
  return !row || row.undoneAt !== null
}

async function forgetBulk(platform: Platform): Promise<void> {
  const before = new Date(platform.clock.now().getTime() - undoHours * 3_600_000)
  const rows = await platform.database.owner
    .selectDistinct({ workspaceId: bulkChanges.workspaceId })
    .from(bulkChanges)
    .where(lt(bulkChanges.createdAt, before))
  for (const { workspaceId } of rows)
    await platform.inWorkspace({ workspaceId, actor: jobActor }, (ctx) => forgetIn(ctx, before))
}

async function forgetIn(ctx: Ctx, before: Date): Promise<void> {
  const gone = await ctx.db
    .delete(bulkChanges)
    .where(and(eq(bulkChanges.workspaceId, ctx.workspaceId), lt(bulkChanges.createdAt, before)))
    .returning({ id: bulkChanges.id })
  for (const { id } of gone) {
    await ctx.db
      .delete(bulkItems)
      .where(and(eq(bulkItems.workspaceId, ctx.workspaceId), eq(bulkItems.bulkId, id)))
  }
}
