/**
 * Weights of intent (R007). A card keeps its class and action and no weight: a change of weights is one small row,
 * and a million cards follow it at once.
 */
import { defaultIntentWeights, type IntentSettings, type IntentWeights } from '@otklik/contract'
import { and, asc, count, eq, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { interests } from '../interests/interests.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { intentWeights } from './intents.table.ts'

export async function readIntentWeights(ctx: Ctx): Promise<IntentWeights> {
  return (await findWeights(ctx)) ?? defaultIntentWeights
}

export async function getIntents(ctx: Ctx): Promise<IntentSettings> {
  const own = await findWeights(ctx)
  return {
    weights: own ?? defaultIntentWeights,
    isDefault: own === undefined,
    waiting: await ctx.db
      .select({ activityClass: interests.activityClass, action: interests.action, count: count() })
      .from(interests)
      .where(and(eq(interests.workspaceId, ctx.workspaceId), isNull(interests.processedAt)))
      .groupBy(interests.activityClass, interests.action)
      .orderBy(asc(interests.activityClass), asc(interests.action)),
  }
}

export async function updateIntents(ctx: Ctx, weights: IntentWeights): Promise<IntentSettings> {
  const before = await readIntentWeights(ctx)
  const changedAt = ctx.now()
  await ctx.db
    .insert(intentWeights)
    .values({ workspaceId: ctx.workspaceId, id: ctx.workspaceId, weights, changedAt })
    .onConflictDoUpdate({
      target: [intentWeights.workspaceId, intentWeights.id],
      set: { weights, changedAt },
    })
  await tellChange(ctx, 'intents.changed', { before, after: weights })
  return getIntents(ctx)
}

export async function resetIntents(ctx: Ctx): Promise<IntentSettings> {
  const before = await readIntentWeights(ctx)
  await ctx.db.delete(intentWeights).where(eq(intentWeights.workspaceId, ctx.workspaceId))
  await tellChange(ctx, 'intents.reset', { before, after: defaultIntentWeights })
  return getIntents(ctx)
}

/** The log holds what differs: seventy weights that stayed would hide the one that did not. */
async function tellChange(
  ctx: Ctx,
  action: string,
  { before, after }: { before: IntentWeights; after: IntentWeights },
): Promise<void> {
  const [was, is] = [flatten(before), flatten(after)]
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => was[name] !== is[name],
  )
  const pick = (from: Record<string, number>) =>
    Object.fromEntries(changed.map((name) => [name, from[name] ?? null]))
  await recordAudit(ctx, {
    action,
    object: { kind: 'workspace', id: ctx.workspaceId },
    before: pick(was),
    after: pick(is),
  })
  // No card has changed, yet every list may stand in another order.
  await ctx.events.emit({ type: 'interests.changed', data: { count: 0 } })
}

function flatten({ classes, actions }: IntentWeights): Record<string, number> {
  const named = (kind: string, weights: Record<string, number>) =>
    Object.entries(weights).map(([name, weight]): [string, number] => [`${kind}.${name}`, weight])
  return Object.fromEntries([...named('class', classes), ...named('action', actions)])
}

async function findWeights(ctx: Ctx): Promise<IntentWeights | undefined> {
  const [row] = await ctx.db
    .select({ weights: intentWeights.weights })
    .from(intentWeights)
    .where(eq(intentWeights.workspaceId, ctx.workspaceId))
  return row?.weights
}
