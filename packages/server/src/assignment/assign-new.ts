/** Gives a new card to somebody, in the card's own transaction. */
import { countOpenByMember, getInterestRow, setResponsible } from '../interests/index.ts'
import { listAssignableMembers } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { chooseAmong } from './choose.ts'

/** The first matching rule decides; without one, or with claimFirst, the card waits for whoever takes it. */
export async function assignNewInterest(ctx: Ctx, interestId: string): Promise<void> {
  const card = await getInterestRow(ctx, interestId)
  if (card.responsibleId !== null || card.processedAt !== null) return
  // It was decided already that it waits, and why.
  if (card.responsibleReason !== null) return
  const able = new Set((await listAssignableMembers(ctx)).map((member) => member.id))
  const choice = await chooseAmong(ctx, card, { able, load: await countOpenByMember(ctx) })
  if (choice?.kind === 'member') await setResponsible(ctx, interestId, choice)
}
