/** The card and its dialog say the same: who answers, and whether somebody waits. What is done to the card is done to the dialog. */
import { and, eq } from 'drizzle-orm'
import { bulkItems } from '../interests/interests.table.ts'
import { lockInterest, type InterestRow } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { changeConversation, type ConversationPatch } from './conversation-change.ts'
import { findConversationOfCard, lockConversation, type ConversationRow } from './conversation-row.ts'

/** Junk and what does not concern us wait for nobody: the feed counts so too. */
export function cardWaits(card: Pick<InterestRow, 'processedAt' | 'level'>): boolean {
  return card.processedAt === null && card.level !== 'junk' && card.level !== 'irrelevant'
}

export async function followCard(ctx: Ctx, interestId: string): Promise<void> {
  const seen = await findConversationOfCard(ctx, interestId)
  if (!seen) return
  const card = await lockInterest(ctx, interestId)
  const row = await lockConversation(ctx, seen.id)
  if (row.interestId !== interestId) return
  const patch = { ...responsiblePatch(row, card), ...waitingPatch(ctx, row, card) }
  const changed = [
    ...('responsibleId' in patch ? ['responsible'] : []),
    ...('unansweredSince' in patch ? ['unanswered'] : []),
  ]
  if (changed.length > 0) await changeConversation(ctx, row, patch, { changed })
}

/** Cards of a mass change. */
export async function followBulk(ctx: Ctx, bulkId: string): Promise<void> {
  const rows = await ctx.db
    .select({ id: bulkItems.interestId })
    .from(bulkItems)
    .where(and(eq(bulkItems.workspaceId, ctx.workspaceId), eq(bulkItems.bulkId, bulkId)))
    .orderBy(bulkItems.interestId)
  for (const { id } of rows) await followCard(ctx, id)
}

/** Whoever takes or answers the card in the feed accepts the dialog by it; a given one is still to be accepted. */
function responsiblePatch(row: ConversationRow, card: InterestRow): ConversationPatch {
  if (card.responsibleId === row.responsibleId) return {}
  const { responsibleId, responsibleSince, responsibleReason } = card
  const own = responsibleReason?.code === 'claimed' || responsibleReason?.code === 'answered'
  const accepted = responsibleId !== null && own
  return {
    responsibleId,
    responsibleSince,
    responsibleReason,
    acceptedAt: accepted ? responsibleSince : null,
    acceptedById: accepted ? responsibleId : null,
    ...(row.state !== 'closed' && { state: accepted ? ('open' as const) : ('new' as const) }),
  }
}

function waitingPatch(ctx: Ctx, row: ConversationRow, card: InterestRow): ConversationPatch {
  const waits = cardWaits(card)
  if (waits === (row.unansweredSince !== null)) return {}
  if (!waits) return { unansweredSince: null }
  return {
    unansweredSince: row.lastInAt ?? ctx.now(),
    ...(row.state === 'closed' && {
      state: row.acceptedAt ? ('open' as const) : ('new' as const),
      closedAt: null,
      closedBy: null,
      closedWay: null,
      closedReason: null,
    }),
  }
}
