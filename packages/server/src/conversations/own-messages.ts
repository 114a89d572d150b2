import type { Message } from '@otklik/contract'
import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { messageColumns } from './message-row.ts'
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
