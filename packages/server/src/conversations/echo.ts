/** Networks send our own words back to us: they are the message we have, not a new one. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { MessageState } from '@otklik/contract'
import type { InboundMessage } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { ConversationRow } from './conversation-row.ts'
import { messageColumns } from './message-row.ts'
import { messages } from './messages.table.ts'
import { settleSent } from './settle.ts'

/** An echo that comes before the result of sending settles it; also where the result never came. */
export async function adoptEcho(
  ctx: Ctx,
  conversation: ConversationRow,
  echo: InboundMessage,
): Promise<boolean> {
  const [row] = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.conversationId, conversation.id),
        inArray(messages.state, ['sending', 'unknown'] satisfies MessageState[]),
        eq(messages.text, echo.text),
      ),
    )
    .orderBy(asc(messages.sendAfter), asc(messages.id))
    .limit(1)
  if (!row) return false
  await settleSent(ctx, conversation, { row, sent: { externalId: echo.externalId, url: echo.sourceUrl } })
  return true
}
