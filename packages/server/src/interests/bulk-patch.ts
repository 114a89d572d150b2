/** What a mass change does to one card, and under which name it stands in the history. */
import type { BulkAction, Reason } from '@otklik/contract'
import { actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden } from '../platform/errors.ts'
import { getProductRow } from '../products/index.ts'
import { levelRank, type InterestPatch } from './interest-change.ts'
import { openPatch, processedPatch } from './interest-processed.ts'
import {
  claimedReason,
  mayRelease,
  requireColleague,
  requireMember,
  responsiblePatch,
} from './interest-responsible.ts'
import type { InterestRow } from './interest-row.ts'
import { productPatch } from './interest-update.ts'

export interface BulkStep {
  /** The same fields for every card. */
  patch: InterestPatch & { levelRank?: number }
  /** Cards it changes; the others are skipped. */
  applies(card: InterestRow): boolean
  audit: { action: string; fields: (keyof InterestPatch)[]; reason: Reason | null; note: string | null }
}

/** Checks rights and the things the action names, once for all cards. */
export async function planStep(ctx: Ctx, action: BulkAction): Promise<BulkStep> {
  switch (action.kind) {
    case 'claim':
    case 'assign':
    case 'release':
      return planResponsible(ctx, action)
    case 'level':
      return {
        patch: { level: action.level, levelRank: levelRank(action.level) },
        applies: (card) => card.level !== action.level,
        audit: { action: 'interest.changed', fields: ['level'], reason: null, note: null },
      }
    case 'product':
      return planProduct(ctx, action.productId)
    case 'reopen':
      return {
        patch: openPatch,
        applies: (card) => card.processedAt !== null,
        audit: {
          action: 'interest.reopened',
          fields: ['processedAt', 'processedWay', 'processedReason'],
          reason: null,
          note: null,
        },
      }
    case 'process':
    case 'noReplyNeeded': {
      const way = action.kind === 'process' ? 'reason' : 'no_reply_needed'
      return {
        patch: processedPatch(ctx, { way, reason: action.reason }),
        applies: (card) => card.processedAt === null,
        audit: { action: 'interest.processed', fields: ['processedWay'], reason: null, note: action.reason },
      }
    }
  }
}

async function planResponsible(
  ctx: Ctx,
  action: Extract<BulkAction, { kind: 'claim' | 'assign' | 'release' }>,
): Promise<BulkStep> {
  const fields: (keyof InterestPatch)[] = ['responsibleId']
  if (action.kind === 'claim') {
    return {
      patch: responsiblePatch(ctx, requireMember(ctx), claimedReason),
      applies: (card) => card.responsibleId === null,
      audit: { action: 'interest.claimed', fields, reason: claimedReason, note: null },
    }
  }
  if (action.kind === 'release') {
    return {
      patch: responsiblePatch(ctx, null, null),
      applies: (card) => card.responsibleId !== null && mayRelease(ctx, card),
      audit: { action: 'interest.released', fields, reason: null, note: null },
    }
  }
  if (!actorMay(ctx.actor, 'interests.assign')) throw forbidden('Only a head may give cards to others')
  const { id: memberId } = await requireColleague(ctx, action.memberId)
  const reason: Reason = { code: 'assigned_by', params: { by: ctx.actor.name } }
  return {
    patch: responsiblePatch(ctx, memberId, reason),
    applies: (card) => card.responsibleId !== memberId || card.handover !== null,
    audit: { action: 'interest.assigned', fields, reason, note: null },
  }
}

async function planProduct(ctx: Ctx, productId: string | null): Promise<BulkStep> {
  if (productId) await getProductRow(ctx, productId)
  return {
    patch: productPatch(ctx, productId),
    applies: (card) => card.productId !== productId,
    audit: { action: 'interest.changed', fields: ['productId'], reason: null, note: null },
  }
}
