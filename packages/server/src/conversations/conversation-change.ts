/** The one road of a change to a dialog: version, counters, audit, event. */
import { isDeepStrictEqual } from 'node:util'
import { recordAudit, type AuditRecord } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { recordCounts } from './conversation-counts.ts'
import { isConversation, type ConversationRow } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'

export type ConversationPatch = Partial<
  Omit<ConversationRow, 'workspaceId' | 'id' | 'version' | 'createdAt' | 'channelId' | 'externalChatId'>
>

export interface ConversationNews {
  /** What the event names; empty: nobody is told. */
  changed: readonly string[]
  audit?: Omit<AuditRecord, 'object'>
}

/** Changes a locked dialog. `before` must come from `lockConversation` of this transaction. */
export async function changeConversation(
  ctx: Ctx,
  before: ConversationRow,
  patch: ConversationPatch,
  { changed, audit }: ConversationNews,
): Promise<ConversationRow> {
  const [after] = await ctx.db
    .update(conversations)
    .set({ ...patch, version: before.version + 1 })
    .where(isConversation(ctx, before.id))
    .returning()
  if (!after) throw new Error(`dialog ${before.id} vanished while locked`)
  await recordCounts(ctx, before, after)
  if (audit) await recordAudit(ctx, { ...audit, object: { kind: 'conversation', id: before.id } })
  await tell(ctx, before.id, changed)
  return after
}

/** The same for what most often is as it was: a row with many indexes is written only when the patch says something new. */
export async function changeIfNew(
  ctx: Ctx,
  before: ConversationRow,
  patch: ConversationPatch,
  news: Omit<ConversationNews, 'audit'>,
): Promise<ConversationRow> {
  if (!isDeepStrictEqual({ ...before, ...patch }, before)) return changeConversation(ctx, before, patch, news)
  await tell(ctx, before.id, news.changed)
  return before
}

async function tell(ctx: Ctx, conversationId: string, changed: readonly string[]): Promise<void> {
  if (changed.length === 0) return
  await ctx.events.emit({ type: 'conversation.changed', data: { conversationId, changed: [...changed] } })
}
