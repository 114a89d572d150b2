/** The one road of a change to a dialog: version, counters, audit, event. */
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
  if (changed.length > 0) {
    await ctx.events.emit({
      type: 'conversation.changed',
      data: { conversationId: before.id, changed: [...changed] },
    })
  }
  return after
}
