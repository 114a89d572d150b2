/** Who sees which dialogs (R218): a channel with participants is theirs, the heads' and quality control's; colleague dialogs are their members'. */
import { and, eq, sql, type SQL } from 'drizzle-orm'
import { actingMemberId, actorMay } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { getConversationUnchecked, lockConversation, type ConversationRow } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'
import { channelLines } from './settings.table.ts'

/** Channels whose dialogs the acting person does not see, unless a dialog is their own. */
export async function hiddenChannels(ctx: Ctx): Promise<string[]> {
  const me = actingMemberId(ctx.actor)
  if (!me || seesEverything(ctx)) return []
  const rows = await ctx.db
    .select({ id: channelLines.id })
    .from(channelLines)
    .where(
      and(
        eq(channelLines.workspaceId, ctx.workspaceId),
        sql`jsonb_array_length(${channelLines.participantIds}) > 0 and not ${channelLines.participantIds} ? ${me}`,
      ),
    )
  return rows.map(({ id }) => id)
}

/** Dialogs the acting person may see. */
export async function visibleConversations(ctx: Ctx): Promise<SQL | undefined> {
  const me = actingMemberId(ctx.actor) ?? null
  const own = sql`(${conversations.kind} <> 'colleague' or ${conversations.memberIds} ? ${me ?? ''})`
  const hidden = await hiddenChannels(ctx)
  if (hidden.length === 0) return own
  return sql`${own} and (${conversations.channelId} is null or ${conversations.channelId} <> all(${sql.param(hidden)}::uuid[]) or ${conversations.responsibleId} = ${me}::uuid)`
}

/** What a person may not see does not exist for them. */
export async function getVisibleConversation(ctx: Ctx, id: string): Promise<ConversationRow> {
  const row = await getConversationUnchecked(ctx, id)
  await refuseHidden(ctx, row)
  return row
}

export async function lockVisibleConversation(ctx: Ctx, id: string): Promise<ConversationRow> {
  await getVisibleConversation(ctx, id)
  return lockConversation(ctx, id)
}

async function refuseHidden(ctx: Ctx, row: ConversationRow): Promise<void> {
  const me = actingMemberId(ctx.actor)
  const hidden =
    row.kind === 'colleague'
      ? !me || !row.memberIds.includes(me)
      : row.responsibleId !== me &&
        row.channelId !== null &&
        (await hiddenChannels(ctx)).includes(row.channelId)
  if (hidden) throw notFound('There is no such dialog')
}

function seesEverything(ctx: Ctx): boolean {
  return actorMay(ctx.actor, 'conversations.assign') || actorMay(ctx.actor, 'conversations.review')
}
