/** The life of a lead: made of a card, worked on, ended, or taken back. Every step stands in the history of its card. */
import type { InterestSelection, Lead, LeadOutcome } from '@otklik/contract'
import {
  changeInterest,
  countInterests,
  listInterestIds,
  lockInterest,
  lockInterests,
} from '../interests/index.ts'
import type { InterestRow } from '../interests/index.ts'
import { memberBriefs } from '../members/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actingMemberId, actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import { getProductRow } from '../products/index.ts'
import { getLead, getLeadRow, isLead } from './lead-list.ts'
import { leads } from './leads.table.ts'

/** Cards made leads at once. */
const most = 500

/** Cards that are leads already are passed over: a repeated press makes nothing new. */
export async function createLeads(
  ctx: Ctx,
  selection: InterestSelection,
): Promise<{ leadIds: string[]; skipped: number }> {
  const cards = await lockInterests(ctx, await readIds(ctx, selection))
  const fresh = cards.filter((card) => card.leadId === null)
  const leadIds: string[] = []
  for (const card of fresh) leadIds.push(await createLead(ctx, card))
  return { leadIds, skipped: cards.length - fresh.length }
}

async function readIds(ctx: Ctx, selection: InterestSelection): Promise<string[]> {
  if ('ids' in selection) return selection.ids
  const total = await countInterests(ctx, selection.filter)
  if (total > selection.expected)
    throw new AppError('CONFLICT', {
      message: `${total} cards match by now, ${selection.expected} were seen: look again and repeat`,
    })
  if (total > most)
    throw invalid(`At most ${most} cards are made leads at once: narrow the filter`, { filter: 'too many' })
  return (
    await listInterestIds(ctx, selection.filter, { cursor: null, limit: most, receivedBefore: ctx.now() })
  ).ids
}

async function createLead(ctx: Ctx, card: InterestRow): Promise<string> {
  const id = ctx.newId()
  const responsibleId = card.responsibleId ?? actingMemberId(ctx.actor) ?? null
  await ctx.db.insert(leads).values({
    workspaceId: ctx.workspaceId,
    id,
    interestId: card.id,
    contactId: card.contactId,
    createdAt: ctx.now(),
    by: actorBrief(ctx.actor),
    state: 'open',
    responsibleId,
    sourceType: card.sourceType,
    activityClass: card.activityClass,
    action: card.action,
    sourceTitle: card.sourceTitle,
    sourceUrl: card.sourceUrl,
    authorName: card.authorName,
    author: card.author,
    text: card.text,
    occurredAt: card.occurredAt,
    productId: card.productId,
  })
  await changeInterest(
    ctx,
    card,
    { leadId: id, leadState: 'open' },
    { action: 'lead.created', after: { leadId: id, responsibleId, productId: card.productId } },
  )
  await ctx.events.emit({ type: 'lead.created', data: { interestId: card.id, leadId: id } })
  return id
}

export interface LeadEdit {
  note?: string | undefined
  responsibleId?: string | null | undefined
  productId?: string | null | undefined
}

export async function updateLead(ctx: Ctx, id: string, edit: LeadEdit): Promise<Lead> {
  const lead = await getLeadRow(ctx, id, true)
  if (edit.productId) await getProductRow(ctx, edit.productId)
  if (edit.responsibleId) await requireColleague(ctx, edit.responsibleId)
  const set = Object.fromEntries(
    (['note', 'responsibleId', 'productId'] as const).flatMap((field) =>
      edit[field] !== undefined && edit[field] !== lead[field] ? [[field, edit[field]]] : [],
    ),
  )
  if (Object.keys(set).length === 0) return getLead(ctx, id)
  await ctx.db.update(leads).set(set).where(isLead(ctx, id))
  await recordAudit(ctx, {
    action: 'lead.changed',
    object: { kind: 'interest', id: lead.interestId },
    before: Object.fromEntries(Object.keys(set).map((field) => [field, Reflect.get(lead, field)])),
    after: set,
  })
  await tellChange(ctx, lead)
  return getLead(ctx, id)
}

/** Ends the lead. A lost one needs a reason; one that is closed gets the new end. */
export async function closeLead(
  ctx: Ctx,
  id: string,
  { outcome, reason }: { outcome: LeadOutcome; reason?: string | undefined },
): Promise<Lead> {
  if (outcome === 'lost' && !reason) throw invalid('Say why the lead is lost', { reason: 'required' })
  const lead = await getLeadRow(ctx, id, true)
  await ctx.db
    .update(leads)
    .set({
      state: outcome,
      closedAt: ctx.now(),
      closedBy: actorBrief(ctx.actor),
      closedReason: reason ?? null,
    })
    .where(isLead(ctx, id))
  await changeInterest(
    ctx,
    await lockInterest(ctx, lead.interestId),
    { leadState: outcome },
    { action: 'lead.closed', before: { lead: lead.state }, after: { lead: outcome }, note: reason ?? null },
  )
  await tellChange(ctx, lead)
  return getLead(ctx, id)
}

export async function reopenLead(ctx: Ctx, id: string): Promise<Lead> {
  const lead = await getLeadRow(ctx, id, true)
  if (lead.state === 'open') return getLead(ctx, id)
  await ctx.db
    .update(leads)
    .set({ state: 'open', closedAt: null, closedBy: null, closedReason: null })
    .where(isLead(ctx, id))
  await changeInterest(
    ctx,
    await lockInterest(ctx, lead.interestId),
    { leadState: 'open' },
    {
      action: 'lead.reopened',
      before: { lead: lead.state, reason: lead.closedReason },
      after: { lead: 'open' },
    },
  )
  await tellChange(ctx, lead)
  return getLead(ctx, id)
}

/** Takes the making back. Those that are gone already are passed over. */
export async function removeLeads(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of ids.toSorted()) {
    const [lead] = await ctx.db.delete(leads).where(isLead(ctx, id)).returning()
    if (!lead) continue
    await changeInterest(
      ctx,
      await lockInterest(ctx, lead.interestId),
      { leadId: null, leadState: null },
      { action: 'lead.removed', before: { leadId: id, lead: lead.state, note: lead.note } },
    )
    await tellChange(ctx, lead)
  }
}

async function requireColleague(ctx: Ctx, id: string): Promise<void> {
  if (!(await memberBriefs(ctx, [id])).has(id))
    throw invalid('There is no such colleague', { responsibleId: 'unknown' })
}

async function tellChange(ctx: Ctx, lead: { id: string; interestId: string }): Promise<void> {
  await ctx.events.emit({
    type: 'lead.changed',
    data: { interestId: lead.interestId, leadId: lead.id },
  })
}
