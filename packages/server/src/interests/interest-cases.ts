/** Cases: cards on one matter, from different places or relatives, worked as one (R085). */
import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { changeInterest } from './interest-change.ts'
import { lockInterest, lockInterests, type InterestRow } from './interest-row.ts'
import { interests } from './interests.table.ts'

/** Joins the cards, with everything their earlier cases held, into one case. */
export async function joinCase(ctx: Ctx, ids: readonly string[]): Promise<{ caseId: string }> {
  const wanted = await lockInterests(ctx, [...new Set(ids)])
  if (wanted.length < new Set(ids).size) throw notFound('One of the cards is not here')
  const known = [...new Set(wanted.flatMap((row) => row.caseId ?? []))]
  const caseId = known[0] ?? ctx.newId()
  const mates = known.length > 0 ? await lockInterests(ctx, await listCaseIds(ctx, known)) : []
  const all = new Map([...wanted, ...mates].map((row) => [row.id, row]))
  for (const row of all.values()) await moveToCase(ctx, row, caseId)
  return { caseId }
}

/** Parts the card from its case; a case of one is no case. */
export async function leaveCase(ctx: Ctx, id: string): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  if (!card.caseId) return card
  const after = await moveToCase(ctx, card, null)
  const left = await listCaseIds(ctx, [card.caseId])
  if (left.length === 1) for (const row of await lockInterests(ctx, left)) await moveToCase(ctx, row, null)
  return after
}

async function moveToCase(ctx: Ctx, card: InterestRow, caseId: string | null): Promise<InterestRow> {
  if (card.caseId === caseId) return card
  const after = await changeInterest(ctx, card, { caseId }, {
    action: caseId ? 'interest.case_joined' : 'interest.case_left',
    before: { caseId: card.caseId },
    after: { caseId },
  })
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['caseId'] } })
  return after
}

async function listCaseIds(ctx: Ctx, caseIds: string[]): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: interests.id })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), inArray(interests.caseId, caseIds)))
  return rows.map((row) => row.id)
}
