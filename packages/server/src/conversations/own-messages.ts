import type { Message, MessageState } from '@otklik/contract'
import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { messageColumns, type MessageRow } from './message-row.ts'
import { messages } from './messages.table.ts'
import { viewMessages } from './messages.view.ts'

/** What we wrote in the session of a card, in the order of time; the program's own words are left out. */
export async function listOwnMessages(ctx: Ctx, interestId: string): Promise<Message[]> {
  const rows = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.interestId, interestId),
        eq(messages.direction, 'out'),
        eq(messages.automatic, false),
      ),
    )
    .orderBy(asc(messages.occurredAt), asc(messages.id))
    .limit(200)
  return viewMessages(ctx, rows)
}

/** Ours of this card that is on its way, or of which nobody knows yet. What is planned for after `until` holds up nobody. */
export async function findUnderWay(
  ctx: Ctx,
  interestId: string,
  until: Date,
): Promise<MessageRow | undefined> {
  const [row] = await ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.interestId, interestId),
        eq(messages.direction, 'out'),
        eq(messages.automatic, false),
        inArray(messages.state, ['queued', 'sending', 'unknown'] satisfies MessageState[]),
        lte(messages.sendAfter, until),
      ),
    )
    .orderBy(asc(messages.sendAfter), asc(messages.id))
    .limit(1)
  return row
}
