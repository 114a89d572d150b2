/** A mass change of one handful of cards: few statements however many cards. */
import type { BulkAction } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { BulkStep } from './bulk-patch.ts'
import { planStep } from './bulk-patch.ts'
import { recordCounts } from './interest-counts.ts'
import { areInterests, interestColumns, lockInterests, type InterestRow } from './interest-row.ts'
import { bulkItems, interests, type BulkBefore } from './interests.table.ts'

/** Cards changed in one transaction. */
export const bulkChunk = 500

/** Changes those of the cards the action applies to and keeps what they were under `bulkId`. Returns how many changed. */
export async function applyBulk(
  ctx: Ctx,
  bulkId: string,
  action: BulkAction,
  ids: readonly string[],
): Promise<number> {
  const step = await planStep(ctx, action)
  const before = (await lockInterests(ctx, ids)).filter((card) => step.applies(card))
  if (before.length === 0) return 0
  const rows = await ctx.db
    .update(interests)
    .set({ ...step.patch, version: sql`${interests.version} + 1` })
    .where(
      areInterests(
        ctx,
        before.map((card) => card.id),
      ),
    )
    .returning(interestColumns)
  const after = new Map(rows.map((row) => [row.id, row]))
  const pairs = before.flatMap((card) => {
    const changed = after.get(card.id)
    return changed ? [{ before: card, after: changed }] : []
  })
  await recordCounts(ctx, pairs)
  await recordAudit(ctx, ...pairs.map((pair) => auditOf(step, pair)))
  await ctx.db.insert(bulkItems).values(
    pairs.map((pair) => ({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      bulkId,
      interestId: pair.before.id,
      before: rememberBefore(pair.before),
      version: pair.after.version,
    })),
  )
  await ctx.events.emit({ type: 'interests.changed', data: { count: pairs.length, bulkId } })
  return pairs.length
}

function auditOf({ audit }: BulkStep, { before, after }: { before: InterestRow; after: InterestRow }) {
  const pick = (row: InterestRow) => Object.fromEntries(audit.fields.map((field) => [field, row[field]]))
  return {
    action: audit.action,
    object: { kind: 'interest', id: before.id },
    before: pick(before),
    after: pick(after),
    reason: audit.reason,
    note: audit.note,
  }
}

function rememberBefore(card: InterestRow): BulkBefore {
  const {
    responsibleId,
    responsibleReason,
    productId,
    productReason,
    level,
    processedById,
    processedByName,
    processedWay,
    processedReason,
    handover,
  } = card
  return {
    responsibleId,
    responsibleSince: card.responsibleSince?.toISOString() ?? null,
    responsibleReason,
    productId,
    productReason,
    level,
    processedAt: card.processedAt?.toISOString() ?? null,
    processedById,
    processedByName,
    processedWay,
    processedReason,
    handover,
  }
}
