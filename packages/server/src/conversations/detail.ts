/** One dialog with everything the screen needs around it. */
import type { ConversationDetail } from '@otklik/contract'
import { and, desc, eq, ne } from 'drizzle-orm'
import { channels } from '../channels/channels.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { listBindings } from './bindings.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'
import { viewConversation } from './conversations.view.ts'
import { readAbilities, readGate } from './gate.ts'
import { readSettings } from './settings.ts'
import { getVisibleConversation, visibleConversations } from './visibility.ts'

export async function getConversation(ctx: Ctx, id: string): Promise<ConversationDetail> {
  return viewDetail(ctx, await getVisibleConversation(ctx, id))
}

/** After a change: whoever changed it sees it, also when they gave it away. */
export async function viewChanged(ctx: Ctx, { id }: { id: string }): Promise<ConversationDetail> {
  return viewDetail(ctx, await getConversationUnchecked(ctx, id))
}

async function viewDetail(ctx: Ctx, row: ConversationRow): Promise<ConversationDetail> {
  return {
    ...(await viewConversation(ctx, row)),
    ...(await readAbilities(ctx, row)),
    writing: await readGate(ctx, row),
    undoSeconds: (await readSettings(ctx)).undoSeconds,
    bindings: await listBindings(ctx, row.id),
    others: row.contactId ? await listOthers(ctx, row, row.contactId) : [],
    sourceUrl: row.sourceUrl,
  }
}

async function listOthers(
  ctx: Ctx,
  row: ConversationRow,
  contactId: string,
): Promise<ConversationDetail['others']> {
  const c = conversations
  const rows = await ctx.db
    .select({
      id: c.id,
      channelName: channels.name,
      sourceType: c.sourceType,
      state: c.state,
      lastMessageAt: c.lastMessageAt,
    })
    .from(c)
    .innerJoin(channels, and(eq(channels.workspaceId, c.workspaceId), eq(channels.id, c.channelId)))
    .where(
      and(
        eq(c.workspaceId, ctx.workspaceId),
        eq(c.contactId, contactId),
        ne(c.id, row.id),
        await visibleConversations(ctx),
      ),
    )
    .orderBy(desc(c.lastMessageAt))
    .limit(20)
  return rows.map((other) => ({ ...other, lastMessageAt: other.lastMessageAt.toISOString() }))
}
