/** Rows of subscriptions: how they are loaded and shown. */
import type { Webhook } from '@otklik/contract'
import { and, asc, count, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { webhookDeliveries, webhooks } from './webhooks.table.ts'

export type WebhookRow = typeof webhooks.$inferSelect

export async function getWebhookRow(ctx: Ctx, id: string, lock = false): Promise<WebhookRow> {
  const query = ctx.db.select().from(webhooks).where(isWebhook(ctx, id))
  const [row] = await (lock ? query.for('update') : query)
  if (!row) throw notFound('There is no such webhook')
  return row
}

export async function listWebhookRows(ctx: Ctx): Promise<WebhookRow[]> {
  return ctx.db
    .select()
    .from(webhooks)
    .where(eq(webhooks.workspaceId, ctx.workspaceId))
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id))
}

/** Those that get cards now. */
export async function listActiveRows(ctx: Ctx): Promise<WebhookRow[]> {
  return ctx.db
    .select()
    .from(webhooks)
    .where(
      and(eq(webhooks.workspaceId, ctx.workspaceId), isNull(webhooks.pausedAt), isNull(webhooks.stoppedAt)),
    )
}

export async function viewWebhook(ctx: Ctx, row: WebhookRow): Promise<Webhook> {
  const formerUntil =
    row.formerSecretUntil && row.formerSecretUntil > ctx.now() ? row.formerSecretUntil : null
  const [found] = await ctx.db
    .select({ waiting: count() })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.workspaceId, ctx.workspaceId),
        eq(webhookDeliveries.webhookId, row.id),
        eq(webhookDeliveries.state, 'waiting'),
      ),
    )
  const { id, name, url, events, sourceTypes, activityClasses, failures, lastError } = row
  return {
    id,
    name,
    url,
    events,
    sourceTypes,
    activityClasses,
    state: row.stoppedAt ? 'stopped' : row.pausedAt ? 'paused' : 'active',
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
    failures,
    lastError,
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    waiting: found?.waiting ?? 0,
    formerSecretUntil: formerUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

export function isWebhook(ctx: Ctx, id: string) {
  return and(eq(webhooks.workspaceId, ctx.workspaceId), eq(webhooks.id, id))
}
