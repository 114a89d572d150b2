/** The tick «Обработано»: by hand with proof or a reason, by itself with an answer or proof (R027 to R030, R035). */
import type { DeliveryState, ProcessedWay } from '@otklik/contract'
import { and, count, eq, isNull } from 'drizzle-orm'
import { proofs } from '../proofs/proofs.table.ts'
import { actingMemberId, actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import { changeInterest, type InterestPatch } from './interest-change.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'

export interface ProcessInput {
  way: 'reason' | 'no_reply_needed' | 'proof'
  reason?: string | undefined
}

/** Processed by hand: with proof that is already attached, or with a reason in words. A processed card stays as it is. */
export async function processInterest(ctx: Ctx, id: string, input: ProcessInput): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  const reason = requireGrounds(card, input)
  if (card.processedAt) return card
  return setProcessed(ctx, card, { way: input.way, reason })
}

/** Opens the card again; Reply can be pressed again. An open card stays as it is. */
export async function reopenInterest(ctx: Ctx, id: string, note?: string): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  return card.processedAt ? setOpen(ctx, card, note ?? null) : card
}

/**
 * An answer was sent or proof was attached: the card becomes Processed by itself (R030).
 * Whoever answered a free card answers for it from now on. Call it after the proof or the answer is written: proofs are counted anew.
 */
export async function markAnswered(
  ctx: Ctx,
  id: string,
  input: { way: 'answer' | 'proof' },
): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  const memberId = actingMemberId(ctx.actor)
  const answered: InterestPatch = {
    answeredAt: card.answeredAt ?? ctx.now(),
    proofCount: await countProofs(ctx, id),
    handover: null,
    ...(!card.responsibleId &&
      memberId && {
        responsibleId: memberId,
        responsibleSince: ctx.now(),
        responsibleReason: { code: 'answered', params: {} },
      }),
  }
  return card.processedAt
    ? changeQuietly(ctx, card, answered)
    : setProcessed(ctx, card, { way: input.way, reason: null }, answered)
}

/** What made the card Processed is gone (its answer bounced): it is open again. Cards processed in another way stay. */
export async function unmarkAnswered(
  ctx: Ctx,
  id: string,
  input: { way: 'answer' | 'proof'; note?: string },
): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  return card.processedAt && card.processedWay === input.way
    ? setOpen(ctx, card, input.note ?? null, { answeredAt: null })
    : card
}

/** Call it after a proof was taken away: a card processed by proof alone is open again once the last one is gone. */
export async function proofRemoved(ctx: Ctx, id: string): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  const proofCount = await countProofs(ctx, id)
  const opens = proofCount === 0 && card.processedAt !== null && card.processedWay === 'proof'
  return opens
    ? setOpen(ctx, card, null, { proofCount, answeredAt: null })
    : changeQuietly(ctx, card, { proofCount })
}

/** Call it after a proof was added that says nothing of Processed: a recording that came later. */
export async function recountProofs(ctx: Ctx, id: string): Promise<void> {
  await changeQuietly(ctx, await lockInterest(ctx, id), { proofCount: await countProofs(ctx, id) })
}

/** State of the last answer, shown on the card. The answers slice signs the history and emits `answer.changed` itself. */
export async function setAnswerState(ctx: Ctx, id: string, answerState: DeliveryState): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  if (card.answerState === answerState) return card
  return changeInterest(ctx, card, { answerState }, null)
}

export interface Grounds {
  way: ProcessedWay
  reason: string | null
}

/** The fields Processed touches. */
export function processedPatch(ctx: Ctx, grounds: Grounds): InterestPatch {
  const by = actorBrief(ctx.actor)
  return {
    processedAt: ctx.now(),
    processedById: by.id,
    processedByName: by.name,
    processedWay: grounds.way,
    processedReason: grounds.reason,
    handover: null,
  }
}

/** The fields opening touches. The time of the first answer stays: reports measure by it. */
export const openPatch = {
  processedAt: null,
  processedById: null,
  processedByName: null,
  processedWay: null,
  processedReason: null,
} satisfies InterestPatch

function requireGrounds(card: InterestRow, input: ProcessInput): string | null {
  const reason = input.reason?.trim() || null
  if (input.way === 'proof' && card.proofCount === 0) throw new AppError('PROOF_REQUIRED')
  if (input.way === 'reason' && !reason) throw new AppError('PROOF_REQUIRED')
  if (input.way === 'no_reply_needed' && !reason)
    throw invalid('Say why no answer is needed', { reason: 'required' })
  return reason
}

async function countProofs(ctx: Ctx, id: string): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(proofs)
    .where(and(eq(proofs.workspaceId, ctx.workspaceId), eq(proofs.interestId, id), isNull(proofs.removedAt)))
  return row?.count ?? 0
}

/** The proof itself is signed in the history by its own slice. */
async function changeQuietly(ctx: Ctx, card: InterestRow, patch: InterestPatch): Promise<InterestRow> {
  const after = await changeInterest(ctx, card, patch, null)
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['proofs'] } })
  return after
}

async function setProcessed(
  ctx: Ctx,
  card: InterestRow,
  grounds: Grounds,
  more: InterestPatch = {},
): Promise<InterestRow> {
  const after = await changeInterest(
    ctx,
    card,
    { ...processedPatch(ctx, grounds), ...more },
    {
      action: 'interest.processed',
      before: { processedAt: null },
      after: { way: grounds.way, ...(more.responsibleId && { responsibleId: more.responsibleId }) },
      note: grounds.reason,
    },
  )
  await ctx.events.emit({ type: 'interest.processed', data: { interestId: card.id } })
  return after
}

async function setOpen(
  ctx: Ctx,
  card: InterestRow,
  note: string | null,
  more: InterestPatch = {},
): Promise<InterestRow> {
  const after = await changeInterest(
    ctx,
    card,
    { ...openPatch, ...more },
    {
      action: 'interest.reopened',
      before: {
        processedAt: card.processedAt?.toISOString() ?? null,
        way: card.processedWay,
        by: card.processedByName,
        reason: card.processedReason,
      },
      after: { processedAt: null },
      note,
    },
  )
  await ctx.events.emit({ type: 'interest.reopened', data: { interestId: card.id } })
  return after
}
