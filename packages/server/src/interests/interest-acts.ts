/** Single acts at the network on what a card is about: like, hide, remove, let in. Offered only where the network said they work. */
import { interestActs, type InterestAct } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { channels } from '../channels/channels.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { changeInterest } from './interest-change.ts'
import { markAnswered } from './interest-processed.ts'
import { lockInterest, type InterestRow } from './interest-row.ts'
import { setPresence } from './interest-told.ts'

const abilities: Record<InterestAct, string> = {
  like: 'like',
  unlike: 'like',
  hide: 'hide_comment',
  unhide: 'hide_comment',
  remove: 'remove_comment',
  approve: 'approve_join',
  decline: 'approve_join',
}

/** What may be pressed on this card now. */
export async function listActs(ctx: Ctx, card: InterestRow): Promise<InterestAct[]> {
  const { replyTarget: target, channelId, removedAt } = card
  if (!target || channelId === null || removedAt) return []
  const [channel] = await ctx.db
    .select({ inspection: channels.inspection, removedAt: channels.removedAt })
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId)))
  if (!channel || channel.removedAt) return []
  const works: readonly string[] = channel.inspection?.works ?? []
  return interestActs.filter(
    (act) => works.includes(abilities[act]) && suits(act, target.kind) && !isDone(card, act),
  )
}

/** The network did it: the card shows it and its history keeps who. */
export async function settleAct(ctx: Ctx, id: string, act: InterestAct): Promise<void> {
  const card = await lockInterest(ctx, id)
  await recordAudit(ctx, {
    action: 'interest.act',
    object: { kind: 'interest', id },
    after: { act },
  })
  if (act === 'remove') return setPresence(ctx, card, { kind: 'removed', at: ctx.now(), by: 'moderator' })
  if (act === 'approve' || act === 'decline') {
    await markAnswered(ctx, id, { way: 'answer' })
    return
  }
  const marks = {
    ...card.actMarks,
    ...(act === 'like' || act === 'unlike' ? { liked: act === 'like' } : { hidden: act === 'hide' }),
  }
  await changeInterest(ctx, card, { actMarks: marks }, null)
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: id, changed: ['acts'] } })
}

function suits(act: InterestAct, target: string): boolean {
  return act === 'approve' || act === 'decline' ? target === 'join_request' : target === 'comment'
}

/** A like given offers to take it back, and the other way round. */
function isDone({ actMarks, processedAt }: InterestRow, act: InterestAct): boolean {
  if (act === 'like' || act === 'unlike') return (actMarks.liked ?? false) === (act === 'like')
  if (act === 'hide' || act === 'unhide') return (actMarks.hidden ?? false) === (act === 'hide')
  return (act === 'approve' || act === 'decline') && processedAt !== null
}
