/** Likes, reposts and joins of one key stand on one card, each person counted once and findable. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { resolveContact } from '../contacts/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { bearCard, composeRow, type InterestArrival } from './interest-birth.ts'
import { interestFolds, interestParticipants } from './interest-people.table.ts'
import { actPendingKey, takePending } from './interest-pending.ts'
import { isInterest, lockInterest, type InterestRow } from './interest-row.ts'
import { withdrawParticipant } from './interest-withdrawn.ts'
import { interests } from './interests.table.ts'

/** A card of more people would be slow to show and to change: the next person opens another. */
const mostPeople = 500

export interface FoldPlace {
  channelId: string
  key: string
}

/**
 * Counts the person on the open card of the key, or on a new one once that is processed, taken back or full.
 * The same act again changes nothing; given anew after it was taken back it counts anew.
 */
export async function foldInterest(
  ctx: Ctx,
  arrival: InterestArrival,
  place: FoldPlace,
): Promise<{ interestId: string; created: boolean }> {
  const fold = await lockFold(ctx, place)
  const known = await findAct(ctx, place.channelId, arrival.inbound.externalId)
  if (known && (!known.withdrawnAt || arrival.inbound.occurredAt <= known.withdrawnAt))
    return { interestId: known.interestId, created: false }
  const open = fold.interestId ? await lockInterest(ctx, fold.interestId) : null
  const card = open && takesMore(open) ? open : null
  const interestId = card?.id ?? (await openCard(ctx, arrival, fold.id))
  await addParticipant(ctx, interestId, { arrival, place })
  if (card) await countIn(ctx, card.id)
  await applyWithdrawal(ctx, interestId, { externalId: arrival.inbound.externalId, place })
  return { interestId, created: card === null }
}

export interface Act {
  id: string
  interestId: string
  at: Date
  withdrawnAt: Date | null
}

/** The newest act of this name. */
export async function findAct(ctx: Ctx, channelId: string, externalId: string): Promise<Act | undefined> {
  const p = interestParticipants
  const [row] = await ctx.db
    .select({ id: p.id, interestId: p.interestId, at: p.at, withdrawnAt: p.withdrawnAt })
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.channelId, channelId), eq(p.externalId, externalId)))
    .orderBy(desc(p.at), desc(p.id))
    .limit(1)
  return row
}

function takesMore({ processedAt, withdrawnAt, actCount }: InterestRow): boolean {
  return processedAt === null && withdrawnAt === null && actCount < mostPeople
}

/** One transaction at a time per key: the update of a known row waits for whoever holds it. */
async function lockFold(
  ctx: Ctx,
  { channelId, key }: FoldPlace,
): Promise<{ id: string; interestId: string | null }> {
  const [row] = await ctx.db
    .insert(interestFolds)
    .values({ workspaceId: ctx.workspaceId, id: ctx.newId(), channelId, foldKey: key })
    .onConflictDoUpdate({
      target: [interestFolds.workspaceId, interestFolds.channelId, interestFolds.foldKey],
      set: { foldKey: key },
    })
    .returning({ id: interestFolds.id, interestId: interestFolds.interestId })
  if (!row) throw new Error('a fold was neither made nor found')
  return row
}

async function openCard(ctx: Ctx, arrival: InterestArrival, foldId: string): Promise<string> {
  const row = await composeRow(ctx, arrival)
  // The acts have the names; the card of many of them has its own.
  const card = { ...row, externalId: `fold:${row.id}`, objectKey: null }
  if (!(await bearCard(ctx, card, arrival))) throw new Error('a card with a name of its own was refused')
  await ctx.db
    .update(interestFolds)
    .set({ interestId: card.id })
    .where(and(eq(interestFolds.workspaceId, ctx.workspaceId), eq(interestFolds.id, foldId)))
  return card.id
}

async function addParticipant(
  ctx: Ctx,
  interestId: string,
  { arrival: { inbound }, place }: { arrival: InterestArrival; place: FoldPlace },
): Promise<void> {
  const { author } = inbound
  await ctx.db.insert(interestParticipants).values({
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    interestId,
    channelId: place.channelId,
    externalId: inbound.externalId,
    contactId: author ? await resolveContact(ctx, author) : null,
    name: author?.name ?? null,
    author: author && { network: author.network, photoUrl: author.photoUrl, profileUrl: author.profileUrl },
    action: inbound.action,
    at: inbound.occurredAt,
  })
}

/** No new version: one more person is no change somebody's edit or undo could trample on. */
async function countIn(ctx: Ctx, interestId: string): Promise<void> {
  await ctx.db
    .update(interests)
    .set({ actCount: sql`${interests.actCount} + 1` })
    .where(isInterest(ctx, interestId))
  await ctx.events.emit({ type: 'interest.changed', data: { interestId, changed: ['participants'] } })
}

/** The person took it back before we heard of it. */
async function applyWithdrawal(
  ctx: Ctx,
  interestId: string,
  { externalId, place }: { externalId: string; place: FoldPlace },
): Promise<void> {
  const pending = await takePending(ctx, [actPendingKey(place.channelId, externalId)])
  const act = await findAct(ctx, place.channelId, externalId)
  const last = pending.findLast((change) => change.kind === 'withdrawn')
  if (!last || !act || new Date(last.at) < act.at) return
  await withdrawParticipant(ctx, await lockInterest(ctx, interestId), { id: act.id, at: new Date(last.at) })
}
