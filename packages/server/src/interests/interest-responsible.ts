/** Who answers for a card: taken, given back, given by a head, set by a strategy (R025, R049, R053). */
import type { Reason } from '@otklik/contract'
import { and, eq, isNull } from 'drizzle-orm'
import { members } from '../members/members.table.ts'
import { actingMemberId, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, forbidden, invalid } from '../platform/errors.ts'
import { changeInterest, type InterestPatch } from './interest-change.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'

/**
 * Makes the acting person responsible. Two people claiming at once: one wins, the other gets INTEREST_TAKEN with the
 * winner's name. Claiming one's own card again changes nothing, except that it takes up a card handed over.
 */
export async function claimInterest(ctx: Ctx, id: string): Promise<InterestRow> {
  const memberId = requireMember(ctx)
  const card = await lockInterest(ctx, id)
  if (card.responsibleId === memberId) return card.handover ? takeUp(ctx, card) : card
  if (card.responsibleId) throw await takenBy(ctx, card.responsibleId)
  const after = await changeInterest(ctx, card, responsiblePatch(ctx, memberId, claimedReason), {
    action: 'interest.claimed',
    before: { responsibleId: null },
    after: { responsibleId: memberId },
    reason: claimedReason,
  })
  await ctx.events.emit({ type: 'interest.claimed', data: { interestId: id, memberId } })
  return after
}

/** Gives the card back to everybody. Own cards; a head may give back any. */
export async function releaseInterest(ctx: Ctx, id: string): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  if (!card.responsibleId) return card
  if (!mayRelease(ctx, card))
    throw forbidden('This card is a colleague’s: only they or a head may give it back')
  const after = await changeInterest(ctx, card, responsiblePatch(ctx, null, null), {
    action: 'interest.released',
    before: { responsibleId: card.responsibleId },
    after: { responsibleId: null },
  })
  await emitAssigned(ctx, id, null)
  return after
}

export function mayRelease(ctx: Ctx, card: Pick<InterestRow, 'responsibleId'>): boolean {
  return card.responsibleId === actingMemberId(ctx.actor) || actorMay(ctx.actor, 'interests.assign')
}

/** A head gives the card to a colleague, or to nobody. */
export async function assignInterest(
  ctx: Ctx,
  id: string,
  input: { memberId: string | null; note?: string | undefined },
): Promise<InterestRow> {
  const by = ctx.actor.name
  return setResponsible(ctx, id, {
    memberId: input.memberId,
    reason: { code: 'assigned_by', params: { by } },
    ...(input.note && { note: input.note }),
  })
}

/**
 * Sets the responsible for a stated reason; strategies, rules and heads go through here. The reason stays in the history.
 * Assignment by strategy should check first that the card is still free.
 */
export async function setResponsible(
  ctx: Ctx,
  id: string,
  input: { memberId: string | null; reason: Reason; note?: string },
): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  if (card.responsibleId === input.memberId && !card.handover) return card
  if (input.memberId) await requireColleague(ctx, input.memberId)
  const after = await changeInterest(
    ctx,
    card,
    responsiblePatch(ctx, input.memberId, input.memberId ? input.reason : null),
    {
      action: 'interest.assigned',
      before: { responsibleId: card.responsibleId },
      after: { responsibleId: input.memberId },
      reason: input.reason,
      note: input.note ?? null,
    },
  )
  await emitAssigned(ctx, id, input.memberId)
  return after
}

/** The fields a change of responsible touches; a handover ends with it. */
export function responsiblePatch(ctx: Ctx, memberId: string | null, reason: Reason | null): InterestPatch {
  return {
    responsibleId: memberId,
    responsibleSince: memberId ? ctx.now() : null,
    responsibleReason: reason,
    handover: null,
  }
}

export const claimedReason: Reason = { code: 'claimed', params: {} }

/** Throws unless the member works here and may take cards. */
export async function requireColleague(ctx: Ctx, memberId: string): Promise<{ id: string; name: string }> {
  const [row] = await ctx.db
    .select({ id: members.id, name: members.name, role: members.role })
    .from(members)
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, memberId), isNull(members.disabledAt)),
    )
  if (!row) throw invalid('There is no such colleague here', { memberId: 'unknown' })
  const mayWork = actorMay(
    { kind: 'member', memberId, userId: memberId, role: row.role, name: row.name },
    'interests.work',
  )
  if (!mayWork)
    throw invalid(`${row.name} only reads and cannot answer cards: choose another colleague`, {
      memberId: 'reads_only',
    })
  return row
}

export function requireMember(ctx: Ctx): string {
  const memberId = actingMemberId(ctx.actor)
  if (!memberId) throw forbidden('Only a person can take a card; a key cannot')
  return memberId
}

async function takenBy(ctx: Ctx, memberId: string): Promise<AppError> {
  const [row] = await ctx.db
    .select({ name: members.name })
    .from(members)
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(members.id, memberId)))
  const memberName = row?.name ?? ''
  return new AppError('INTEREST_TAKEN', {
    message: `${memberName} took this card first`,
    data: { memberId, memberName },
  })
}

async function takeUp(ctx: Ctx, card: InterestRow): Promise<InterestRow> {
  const after = await changeInterest(
    ctx,
    card,
    { handover: null },
    {
      action: 'interest.taken_up',
      before: { handover: card.handover },
      after: { handover: null },
    },
  )
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['handover'] } })
  return after
}

async function emitAssigned(ctx: Ctx, interestId: string, memberId: string | null): Promise<void> {
  await ctx.events.emit({
    type: 'interest.assigned',
    data: { interestId, memberId, byMemberId: actingMemberId(ctx.actor) ?? null },
  })
}
