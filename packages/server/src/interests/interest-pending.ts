/** News about a thing that is no card yet: kept, and applied when the card comes. */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { editInterest, setPresence } from './interest-told.ts'
import { withdrawCard } from './interest-withdrawn.ts'
import { interestPending, type PendingChange } from './interest-told.table.ts'
import { lockInterest } from './interest-row.ts'

/** Names a thing by its object key … */
export function objectPendingKey(objectKey: string): string {
  return `object:${objectKey}`
}

/** … or an act of a person by its own id inside the channel. */
export function actPendingKey(channelId: string, externalId: string): string {
  return `act:${channelId}:${externalId}`
}

/** Once, however often it is told. */
export async function keepPending(ctx: Ctx, key: string, change: PendingChange): Promise<void> {
  const known = await ctx.db
    .select({ id: interestPending.id })
    .from(interestPending)
    .where(
      and(
        eq(interestPending.workspaceId, ctx.workspaceId),
        eq(interestPending.key, key),
        sql`${interestPending.change} = ${JSON.stringify(change)}::jsonb`,
      ),
    )
    .limit(1)
  if (known.length > 0) return
  await ctx.db
    .insert(interestPending)
    .values({ workspaceId: ctx.workspaceId, id: ctx.newId(), key, change, createdAt: ctx.now() })
}

/** What waits for these keys, taken out, in the order it happened. */
export async function takePending(ctx: Ctx, keys: readonly string[]): Promise<PendingChange[]> {
  if (keys.length === 0) return []
  const mine = and(eq(interestPending.workspaceId, ctx.workspaceId), inArray(interestPending.key, [...keys]))
  const waiting = await ctx.db
    .select({ change: interestPending.change })
    .from(interestPending)
    .where(mine)
    .orderBy(asc(interestPending.createdAt), asc(interestPending.id))
  if (waiting.length === 0) return []
  await ctx.db.delete(interestPending).where(mine)
  return waiting.map(({ change }) => change).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** Applies to a card what was told before it came. */
export async function applyPending(ctx: Ctx, interestId: string, keys: readonly string[]): Promise<void> {
  for (const change of await takePending(ctx, keys)) {
    const card = await lockInterest(ctx, interestId)
    const at = new Date(change.at)
    if (change.kind === 'edited') await editInterest(ctx, card, { text: change.text, at })
    else if (change.kind === 'withdrawn') await withdrawCard(ctx, card, at)
    else
      await setPresence(ctx, card, change.kind === 'removed' ? { ...change, at } : { kind: 'restored', at })
  }
}
