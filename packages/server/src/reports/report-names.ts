/** Names of what the breakdowns are keyed by; removed channels and archived products keep theirs. */
import { and, eq, inArray } from 'drizzle-orm'
import { channels } from '../channels/channels.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { products } from '../products/products.table.ts'

export async function channelNames(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = distinct(ids)
  if (known.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: channels.id, name: channels.name })
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), inArray(channels.id, known)))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export async function productNames(ctx: Ctx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = distinct(ids)
  if (known.length === 0) return new Map()
  const rows = await ctx.db
    .select({ id: products.id, name: products.name })
    .from(products)
    .where(and(eq(products.workspaceId, ctx.workspaceId), inArray(products.id, known)))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
