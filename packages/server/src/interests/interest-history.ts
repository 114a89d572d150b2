/** Who did what with a card, when and why: every responsible, every field, every note (R039, R053). */
import type { HistoryEntry } from '@otklik/contract'
import { and, desc, eq } from 'drizzle-orm'
import { auditEntries } from '../audit/audit.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { getInterestRow } from './interest-row.ts'

/** Newest first, at most 500. */
export async function listHistory(ctx: Ctx, id: string): Promise<HistoryEntry[]> {
  await getInterestRow(ctx, id)
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(ofInterest(ctx, id))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(500)
  return rows.map(viewEntry)
}

/** The note written last on the card. */
export async function findNote(ctx: Ctx, id: string): Promise<HistoryEntry> {
  const [row] = await ctx.db
    .select()
    .from(auditEntries)
    .where(and(ofInterest(ctx, id), eq(auditEntries.action, 'interest.noted')))
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(1)
  if (!row) throw new Error(`no note on card ${id}`)
  return viewEntry(row)
}

function ofInterest(ctx: Ctx, id: string) {
  return and(
    eq(auditEntries.workspaceId, ctx.workspaceId),
    eq(auditEntries.objectKind, 'interest'),
    eq(auditEntries.objectId, id),
  )
}

function viewEntry(row: typeof auditEntries.$inferSelect): HistoryEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    by: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    before: row.before,
    after: row.after,
    reason: row.reason,
    note: row.note,
  }
}
