/** Taking the work of a rule back, a handful of cards at a time. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { changeInterest, lockInterests, type InterestPatch, type InterestRow } from '../interests/index.ts'
import { reportProgress, type OperationRow } from '../operations/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { isSame } from './card-patch.ts'
import { mailRuleChanges } from './mail-rules.table.ts'
import type { Run } from './readings.ts'

const chunkSize = 100

/** Fields are given back while they hold what the rule wrote; what a person changed since stays. True when there is more. */
export async function undoChunk(
  run: Run,
  row: OperationRow,
  plan: { applicationId: string },
): Promise<boolean> {
  return run(async (ctx) => {
    const c = mailRuleChanges
    const changes = await ctx.db
      .select()
      .from(c)
      .where(
        and(eq(c.workspaceId, ctx.workspaceId), eq(c.applicationId, plan.applicationId), isNull(c.undoneAt)),
      )
      .orderBy(asc(c.interestId))
      .limit(chunkSize)
    const cards = new Map(
      (
        await lockInterests(
          ctx,
          changes.map((change) => change.interestId),
        )
      ).map((card) => [card.id, card]),
    )
    let restored = 0
    for (const change of changes) {
      const card = cards.get(change.interestId)
      if (card && (await restore(ctx, card, change))) restored += 1
      await ctx.db
        .update(c)
        .set({ undoneAt: ctx.now() })
        .where(and(eq(c.workspaceId, ctx.workspaceId), eq(c.id, change.id)))
    }
    if (restored > 0) await ctx.events.emit({ type: 'interests.changed', data: { count: restored } })
    const done = row.done + changes.length
    const outcome = {
      restored: (row.outcome['restored'] ?? 0) + restored,
      kept: (row.outcome['kept'] ?? 0) + changes.length - restored,
    }
    const goesOn = await reportProgress(ctx, row.id, { done, outcome })
    return goesOn && changes.length === chunkSize
  })
}

async function restore(
  ctx: Ctx,
  card: InterestRow,
  { before, after }: typeof mailRuleChanges.$inferSelect,
): Promise<boolean> {
  const fields = Object.keys(after).filter((field) => isSame(card[field as keyof InterestRow], after[field]))
  if (fields.length === 0) return false
  const patch: InterestPatch = Object.fromEntries(
    fields.map((field) => [field, revive(field, before[field])]),
  )
  const now = Object.fromEntries(fields.map((field) => [field, card[field as keyof InterestRow]]))
  await changeInterest(ctx, card, patch, { action: 'interest.rule_undone', before: now, after: { ...patch } })
  return true
}

/** Dates come back from JSON as text. */
function revive(field: string, value: unknown): unknown {
  return field === 'responsibleSince' && typeof value === 'string' ? new Date(value) : value
}
