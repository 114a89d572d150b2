/** Who looks and who writes. Said to live screens and kept nowhere. */
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { getVisibleConversation } from './visibility.ts'

export async function announcePresence(
  ctx: Ctx,
  { id, activity }: { id: string; activity: 'viewing' | 'writing' | 'left' },
): Promise<void> {
  await getVisibleConversation(ctx, id)
  const memberId = actingMemberId(ctx.actor)
  if (!memberId) return
  await ctx.events.emit({
    type: 'conversation.presence',
    data: { conversationId: id, memberId, memberName: ctx.actor.name, activity },
  })
}
