/** Acts taken back: a like, a join. The card stays; when nobody is left on it, it needs no answer. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { changeInterest } from './interest-change.ts'
import { interestParticipants } from './interest-people.table.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'

/** The person leaves the card: counted out, kept in the list. The card must be locked. */
export async function withdrawParticipant(
  ctx: Ctx,
  card: InterestRow,
  participant: { id: string; at: Date },
): Promise<void> {
  const p = interestParticipants
  const left = await ctx.db
    .update(p)
    .set({ withdrawnAt: participant.at })
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.id, participant.id), isNull(p.withdrawnAt)))
    .returning({ id: p.id })
  if (left.length === 0) return
  const remaining = await ctx.db
    .select({ contactId: p.contactId, name: p.name, author: p.author })
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), eq(p.interestId, card.id), isNull(p.withdrawnAt)))
    .orderBy(asc(p.at), asc(p.id))
  const [first] = remaining
  const after = await changeInterest(
    ctx,
    card,
    {
      actCount: remaining.length,
      // The card speaks of somebody who is still on it.
      ...(first && {
        contactId: first.contactId,
        authorName: first.name,
        author: first.author && { ...first.author, email: null, phone: null },
      }),
    },
    null,
  )
  if (remaining.length === 0) return withdrawCard(ctx, await lockInterest(ctx, card.id), participant.at)
  await ctx.events.emit({
    type: 'interest.changed',
    data: { interestId: after.id, changed: ['participants'] },
  })
}

/** Nobody is left: marked, and processed where it still waited. Repeated, it changes nothing. */
export async function withdrawCard(ctx: Ctx, card: InterestRow, at: Date): Promise<void> {
  if (card.withdrawnAt) return
  const by = actorBrief(ctx.actor)
  const closing = card.processedAt === null && {
    processedAt: ctx.now(),
    processedById: by.id,
    processedByName: by.name,
    processedWay: 'withdrawn' as const,
    handover: null,
  }
  await changeInterest(
    ctx,
    card,
    { withdrawnAt: at, actCount: 0, ...closing },
    { action: 'interest.withdrawn', after: { at: at.toISOString() } },
  )
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['withdrawn'] } })
  if (closing) await ctx.events.emit({ type: 'interest.processed', data: { interestId: card.id } })
}
