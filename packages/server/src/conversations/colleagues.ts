/** Dialogs of colleagues among themselves (R230): no channel, no card, no counters of the feed. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { members } from '../members/members.table.ts'
import { actingMemberId } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { forbidden, invalid } from '../platform/errors.ts'
import { createConversation } from './chat.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import { conversations, conversationSeen } from './conversations.table.ts'
import { getVisibleConversation } from './visibility.ts'

/** The same people have one dialog. */
export async function startWithColleagues(
  ctx: Ctx,
  { memberIds, title }: { memberIds: string[]; title: string | null },
): Promise<ConversationRow> {
  const me = actingMemberId(ctx.actor)
  if (!me) throw forbidden('Only a person talks to colleagues; a key cannot')
  const all = [...new Set([me, ...memberIds])].sort()
  if (all.length < 2) throw invalid('Choose somebody to talk to', { memberIds: 'required' })
  await refuseUnknown(ctx, all)
  const externalChatId = `colleagues:${all.join(',')}`
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.workspaceId} ${externalChatId}`}, 0))`,
  )
  const [known] = await ctx.db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        isNull(conversations.channelId),
        eq(conversations.externalChatId, externalChatId),
      ),
    )
  if (known) return getConversationUnchecked(ctx, known.id)
  return createConversation(ctx, {
    channelId: null,
    externalChatId,
    kind: 'colleague',
    title,
    memberIds: all,
    state: 'open',
    lastMessageAt: ctx.now(),
  })
}

export async function markSeen(ctx: Ctx, id: string): Promise<void> {
  const me = actingMemberId(ctx.actor)
  const row = await getVisibleConversation(ctx, id)
  if (!me || row.kind !== 'colleague') return
  const seenAt = ctx.now()
  await ctx.db
    .insert(conversationSeen)
    .values({ workspaceId: ctx.workspaceId, id: ctx.newId(), conversationId: row.id, memberId: me, seenAt })
    .onConflictDoUpdate({
      target: [conversationSeen.workspaceId, conversationSeen.memberId, conversationSeen.conversationId],
      set: { seenAt },
    })
}

async function refuseUnknown(ctx: Ctx, ids: string[]): Promise<void> {
  const rows = await ctx.db
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.workspaceId, ctx.workspaceId), inArray(members.id, ids), isNull(members.disabledAt)),
    )
  if (rows.length !== ids.length)
    throw invalid('One of these colleagues is not here', { memberIds: 'unknown' })
}
