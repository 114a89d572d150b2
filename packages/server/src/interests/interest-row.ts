/** Rows of cards: how they are loaded and locked. */
import { and, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { interests } from './interests.table.ts'

const { search: _search, ...columns } = getTableColumns(interests)

/** Every column but the search vector, which only the database reads. */
export const interestColumns = columns

export type InterestRow = Omit<typeof interests.$inferSelect, 'search'>

/** What a line of the feed needs: the text may be cut at 601 characters. */
export type InterestBriefRow = Omit<InterestRow, 'quoted' | 'fields' | 'recognisedBy'>

export async function getInterestRow(ctx: Ctx, id: string): Promise<InterestRow> {
  const [row] = await ctx.db.select(interestColumns).from(interests).where(isInterest(ctx, id))
  if (!row) throw notFound('There is no such card')
  return row
}

/** In no particular order; ids that are not here are left out. */
export async function listInterestRows(ctx: Ctx, ids: readonly string[]): Promise<InterestRow[]> {
  if (ids.length === 0) return []
  return ctx.db.select(interestColumns).from(interests).where(areInterests(ctx, ids))
}

/** The card, and nobody else changes it until this transaction ends. */
export async function lockInterest(ctx: Ctx, id: string): Promise<InterestRow> {
  const [row] = await ctx.db.select(interestColumns).from(interests).where(isInterest(ctx, id)).for('update')
  if (!row) throw notFound('There is no such card')
  return row
}

/** Locks in the order of ids, so that two mass changes never wait for each other in a circle. */
export async function lockInterests(ctx: Ctx, ids: readonly string[]): Promise<InterestRow[]> {
  if (ids.length === 0) return []
  return ctx.db
    .select(interestColumns)
    .from(interests)
    .where(areInterests(ctx, ids))
    .orderBy(interests.id)
    .for('update')
}

export function isInterest(ctx: Ctx, id: string) {
  return and(eq(interests.workspaceId, ctx.workspaceId), eq(interests.id, id))
}

export function areInterests(ctx: Ctx, ids: readonly string[]) {
  return and(eq(interests.workspaceId, ctx.workspaceId), inArray(interests.id, [...ids]))
}
