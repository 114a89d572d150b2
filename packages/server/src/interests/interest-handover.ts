/** Passing a significant contact to sales (R016). */
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { changeInterest } from './interest-change.ts'
import { requireColleague, responsiblePatch } from './interest-responsible.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'

/** Time a seller has to take up what was handed over. */
const handoverHours = 4

/**
 * The colleague becomes responsible and has four hours to take the card up; until they claim, answer or process it,
 * it stands among «Переданные», afterwards overdue.
 */
export async function handOverInterest(
  ctx: Ctx,
  id: string,
  input: { memberId: string; note: string },
): Promise<InterestRow> {
  const by = actorBrief(ctx.actor)
  if (input.memberId === by.id)
    throw invalid('Choose a colleague: the card would stay with you', { memberId: 'self' })
  const card = await lockInterest(ctx, id)
  await requireColleague(ctx, input.memberId)
  const now = ctx.now()
  const dueAt = new Date(now.getTime() + handoverHours * 3_600_000).toISOString()
  const reason = { code: 'handed_over_by', params: { by: by.name } }
  const handover = {
    toId: input.memberId,
    byName: by.name,
    byId: by.id,
    note: input.note,
    at: now.toISOString(),
    dueAt,
  }
  const after = await changeInterest(
    ctx,
    card,
    { ...responsiblePatch(ctx, input.memberId, reason), handover },
    {
      action: 'interest.handed_over',
      before: { responsibleId: card.responsibleId },
      after: { responsibleId: input.memberId, dueAt },
      reason,
      note: input.note,
    },
  )
  await ctx.events.emit({ type: 'interest.handed_over', data: { interestId: id, memberId: input.memberId } })
  return after
}
