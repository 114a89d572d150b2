/** Lines of the thread that nobody wrote: who took over, why, what the person did. Said in words by the screen. */
import type { Reason } from '@otklik/contract'
import { actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { ConversationRow } from './conversation-row.ts'
import { insertMessage } from './message-row.ts'

export async function writeSystem(ctx: Ctx, conversation: ConversationRow, reason: Reason): Promise<void> {
  const by = actorBrief(ctx.actor)
  await insertMessage(ctx, conversation, {
    direction: 'system',
    author: { kind: by.kind, id: by.id, name: by.name, photoUrl: null },
    text: '',
    reason,
    occurredAt: ctx.now(),
    interestId: conversation.interestId,
  })
}
