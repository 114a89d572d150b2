/** The one road of a change to a card: version, counters, audit. Events are emitted by the verbs, which know their names. */
import { triageLevels, type TriageLevel } from '@otklik/contract'
import { recordAudit, type AuditRecord } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { recordCounts } from './interest-counts.ts'
import { interestColumns, isInterest, type InterestRow } from './interest-row.ts'
import { interests } from './interests.table.ts'

export type InterestPatch = Partial<
  Omit<InterestRow, 'workspaceId' | 'id' | 'version' | 'levelRank' | 'receivedAt' | 'externalId'>
>

/** Changes a locked card and signs the change (null: the caller signs it). `before` must come from `lockInterest` of this transaction. */
export async function changeInterest(
  ctx: Ctx,
  before: InterestRow,
  patch: InterestPatch,
  audit: Omit<AuditRecord, 'object'> | null,
): Promise<InterestRow> {
  const [after] = await ctx.db
    .update(interests)
    .set({ ...patch, ...(patch.level && { levelRank: levelRank(patch.level) }), version: before.version + 1 })
    .where(isInterest(ctx, before.id))
    .returning(interestColumns)
  if (!after) throw new Error(`card ${before.id} vanished while locked`)
  await recordCounts(ctx, [{ before, after }])
  if (audit) await recordAudit(ctx, { ...audit, object: { kind: 'interest', id: before.id } })
  return after
}

/** 0 junk … 4 critical. */
export function levelRank(level: TriageLevel): number {
  return triageLevels.indexOf(level)
}
