/** What happened to a message: edits, removals, receipts. Each may come again, late or out of order. */
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { changeMessage, type MessageRow } from './message-row.ts'
import { messageVersions } from './messages.table.ts'

export interface Edit {
  text: string
  at: Date
  by: string | null
}

/** The newest words are shown, earlier ones are kept. */
export async function applyEdit(ctx: Ctx, row: MessageRow, { text, at, by }: Edit): Promise<MessageRow> {
  if (text === row.text) return row
  const late = row.editedAt !== null && row.editedAt > at
  const former = late ? text : row.text
  if (await hasVersion(ctx, row.id, { text: former, at })) return row
  await ctx.db
    .insert(messageVersions)
    .values({ workspaceId: ctx.workspaceId, id: ctx.newId(), messageId: row.id, text: former, at, by })
  return late ? row : changeMessage(ctx, row, { text, editedAt: at }, 'text')
}

/** The words stay for colleagues; the screen shows that they are gone at the network. */
export async function applyRemoval(
  ctx: Ctx,
  row: MessageRow,
  { at, by }: { at: Date; by: 'author' | 'moderator' | 'us' | null },
): Promise<MessageRow> {
  if (row.removedAt) return row
  return changeMessage(ctx, row, { removedAt: at, removedBy: by }, 'removed')
}

export async function applyRestoral(ctx: Ctx, row: MessageRow, at: Date): Promise<MessageRow> {
  if (!row.removedAt || row.removedAt > at) return row
  return changeMessage(ctx, row, { removedAt: null, removedBy: null }, 'removed')
}

/** `read` is never taken back by a late `delivered`. */
export async function applyReceipt(
  ctx: Ctx,
  row: MessageRow,
  { state, at }: { state: 'delivered' | 'read'; at: Date },
): Promise<MessageRow> {
  if (row.direction !== 'out' || row.state === 'read' || row.state === 'cancelled') return row
  if (state === 'delivered' && row.state === 'delivered') return row
  return changeMessage(
    ctx,
    row,
    {
      state,
      error: null,
      sentAt: row.sentAt ?? at,
      deliveredAt: row.deliveredAt ?? at,
      ...(state === 'read' && { readAt: at }),
    },
    'state',
  )
}

async function hasVersion(
  ctx: Ctx,
  messageId: string,
  version: { text: string; at: Date },
): Promise<boolean> {
  const v = messageVersions
  const rows = await ctx.db
    .select({ id: v.id })
    .from(v)
    .where(
      and(
        eq(v.workspaceId, ctx.workspaceId),
        eq(v.messageId, messageId),
        eq(v.at, version.at),
        eq(v.text, version.text),
      ),
    )
    .limit(1)
  return rows.length > 0
}
