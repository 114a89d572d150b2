/** Edits of single fields, and notes for colleagues. */
import type { HistoryEntry, TriageLevel } from '@otklik/contract'
import { recordAudit } from '../audit/index.ts'
import { getProductRow } from '../products/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import { changeInterest, type InterestPatch } from './interest-change.ts'
import { findNote } from './interest-history.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'

export interface InterestEdit {
  productId?: string | null | undefined
  level?: TriageLevel | undefined
  isPublic?: boolean | undefined
  /** The version the person saw; another one means that somebody changed the card meanwhile. */
  version?: number | undefined
}

/** Throws CONFLICT when the card is no longer the one the person edited. */
export async function updateInterest(ctx: Ctx, id: string, edit: InterestEdit): Promise<InterestRow> {
  const card = await lockInterest(ctx, id)
  if (edit.version !== undefined && edit.version !== card.version) throw new AppError('CONFLICT')
  const patch = await composePatch(ctx, card, edit)
  const changed = fields.filter((field) => field in patch)
  if (changed.length === 0) return card
  const after = await changeInterest(ctx, card, patch, {
    action: 'interest.changed',
    before: Object.fromEntries(changed.map((field) => [field, card[field]])),
    after: Object.fromEntries(changed.map((field) => [field, patch[field]])),
  })
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: id, changed } })
  return after
}

/** A note is an entry of the card's history. */
export async function noteInterest(ctx: Ctx, id: string, text: string): Promise<HistoryEntry> {
  const card = await lockInterest(ctx, id)
  await recordAudit(ctx, { action: 'interest.noted', object: { kind: 'interest', id: card.id }, note: text })
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: id, changed: ['notes'] } })
  return findNote(ctx, id)
}

const fields = ['productId', 'level', 'isPublic'] as const

async function composePatch(ctx: Ctx, card: InterestRow, edit: InterestEdit): Promise<InterestPatch> {
  const patch: InterestPatch = {}
  if (edit.productId !== undefined && edit.productId !== card.productId) {
    if (edit.productId) await getProductRow(ctx, edit.productId)
    Object.assign(patch, productPatch(ctx, edit.productId))
  }
  if (edit.level !== undefined && edit.level !== card.level) patch.level = edit.level
  if (edit.isPublic !== undefined && edit.isPublic !== card.isPublic) patch.isPublic = edit.isPublic
  return patch
}

/** A product chosen by hand says so; a later automatic match leaves it alone. */
export function productPatch(ctx: Ctx, productId: string | null): InterestPatch {
  return { productId, productReason: { code: 'set_by', params: { by: ctx.actor.name } } }
}
