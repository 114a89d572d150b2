/** Cases: cards on one matter, from different places or relatives, worked as one (R085). */
import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { changeInterest } from './interest-change.ts'
import { getInterestRow, listInterestRows, lockInterests, type InterestRow } from './interest-row.ts'
import { interests } from './interests.table.ts'

/** Joins the cards, with everything their earlier cases held, into one case. */
export async function joinCase(ctx: Ctx, ids: readonly string[]): Promise<{ caseId: string }> {
  const wanted = await listInterestRows(ctx, [...new Set(ids)])
  if (wanted.length < new Set(ids).size) throw notFound('One of the cards is not here')
  const mates = await listCaseIds(ctx, caseIdsOf(wanted))
  // All at once and in the order of ids: two people joining the same cards never wait for each other in a circle.
  const rows = await lockInterests(ctx, [...new Set([...ids, ...mates])])
  const caseId = caseIdsOf(rows)[0] ?? ctx.newId()
  for (const row of rows) await moveToCase(ctx, row, caseId)
  return { caseId }
}

/** Parts the card from its case; a case of one is no case. */
export async function leaveCase(ctx: Ctx, id: string): Promise<InterestRow> {
  const seen = await getInterestRow(ctx, id)
  const rows = await lockInterests(ctx, seen.caseId ? await listCaseIds(ctx, [seen.caseId]) : [])
  const leaving = rows.length <= 2 ? rows : rows.filter((row) => row.id === id)
  for (const row of leaving) await moveToCase(ctx, row, null)
  return getInterestRow(ctx, id)
}

function caseIdsOf(rows: readonly InterestRow[]): string[] {
  return [...new Set(rows.flatMap((row) => row.caseId ?? []))].sort()
}

async function moveToCase(ctx: Ctx, card: InterestRow, caseId: string | null): Promise<void> {
  if (card.caseId === caseId) return
  await changeInterest(
    ctx,
    card,
    { caseId },
    {
      action: caseId ? 'interest.case_joined' : 'interest.case_left',
      before: { caseId: card.caseId },
      after: { caseId },
    },
  )
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['caseId'] } })
}

/** Cards of these cases. */
async function listCaseIds(ctx: Ctx, caseIds: string[]): Promise<string[]> {
  if (caseIds.length === 0) return []
  const rows = await ctx.db
    .select({ id: interests.id })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), inArray(interests.caseId, caseIds)))
  return rows.map((row) => row.id)
}
