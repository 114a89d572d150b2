/** The card of a session hears what became of our message: one truth in the feed and in the dialog. */
import type { DeliveryState, MessageState } from '@otklik/contract'
import { setAnswerState } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'

interface Told {
  id: string
  interestId: string | null
  state: MessageState | null
  direction: string
  automatic: boolean
}

export async function tellCard(
  ctx: Ctx,
  { id, interestId, state, direction, automatic }: Told,
): Promise<void> {
  if (!interestId || !state || direction !== 'out' || automatic) return
  const answerState = asAnswerState(state)
  await setAnswerState(ctx, interestId, answerState)
  await ctx.events.emit({ type: 'answer.changed', data: { interestId, answerId: id, state: answerState } })
}

/** A card knows no ticks: what arrived was sent. */
export function asAnswerState(state: MessageState): DeliveryState {
  return state === 'delivered' || state === 'read' ? 'sent' : state
}
