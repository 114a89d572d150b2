/** Who gets a new session. Undefined: the rules of cards decide as for any card. */
import type { ActivityClass, Reason } from '@otklik/contract'
import type { Ctx } from '../platform/ctx.ts'
import type { ConversationRow } from './conversation-row.ts'

export interface Decision {
  memberId: string | null
  reason: Reason
}

export async function decideOperator(
  _ctx: Ctx,
  _conversation: ConversationRow,
  _what: { sourceType: string; activityClass: ActivityClass },
): Promise<Decision | undefined> {
  return undefined
}
