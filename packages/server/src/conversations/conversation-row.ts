/** Rows of dialogs: how they are loaded and locked. */
import { and, eq, inArray } from 'drizzle-orm'
import { lockInterest } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { conversations } from './conversations.table.ts'

export type ConversationRow = typeof conversations.$inferSelect

/** Whoever asks; rights over a single dialog are checked by `getVisibleConversation`. */
export async function getConversationUnchecked(ctx: Ctx, id: string): Promise<ConversationRow> {
  const [row] = await ctx.db.select().from(conversations).where(isConversation(ctx, id))
  if (!row) throw notFound('There is no such dialog')
  return row
}

/** Nobody else changes it until this transaction ends. The card comes first, everywhere: two people must not wait for each other in a circle. */
export async function lockConversation(ctx: Ctx, id: string): Promise<ConversationRow> {
  const seen = await getConversationUnchecked(ctx, id)
  if (seen.interestId) await lockInterest(ctx, seen.interestId)
  const [row] = await ctx.db.select().from(conversations).where(isConversation(ctx, id)).for('update')
  if (!row) throw notFound('There is no such dialog')
  // A new session began between the two looks: its card is locked now, and is too young to be waited for.
  if (row.interestId && row.interestId !== seen.interestId) await lockInterest(ctx, row.interestId)
  return row
}

/** The dialog whose present session has this card. */
export async function findConversationOfCard(
  ctx: Ctx,
  interestId: string,
): Promise<ConversationRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(conversations)
    .where(and(eq(conversations.workspaceId, ctx.workspaceId), eq(conversations.interestId, interestId)))
  return row
}

export async function listConversationRows(ctx: Ctx, ids: readonly string[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return []
  return ctx.db
    .select()
    .from(conversations)
    .where(and(eq(conversations.workspaceId, ctx.workspaceId), inArray(conversations.id, [...ids])))
}

export function isConversation(ctx: Ctx, id: string) {
  return and(eq(conversations.workspaceId, ctx.workspaceId), eq(conversations.id, id))
}
