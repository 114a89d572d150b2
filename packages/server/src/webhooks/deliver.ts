/** The worker of one webhook: takes what is due, keeps the order of each card, rests when the receiver is down. */
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import type { Platform } from '../platform/platform.ts'
import { composeBody, sendBody, type DeliveryRow, type Outcome } from './send.ts'
import { isWebhook, type WebhookRow } from './webhook-rows.ts'
import { webhookDeliveries as deliveries, webhooks } from './webhooks.table.ts'

export interface WebhookPlace {
  workspaceId: string
  webhookId: string
}

/** Tries of one delivery and the waits between them, in seconds: 8 tries within a day and a half. */
export const waits = [30, 120, 600, 1800, 7200, 21_600, 86_400] as const

/** Sent side by side. */
const width = 8
/** A worker that died is taken for dead after this; longer than any try. */
const leaseMs = 2 * 60_000
/** After so many failures in a row the receiver is left in peace for a while. */
const restAfter = 5
const longestRestMs = 3_600_000
/** Switched off when it has failed so often and for so long. */
const stopAfter = 8
const stopAfterMs = 24 * 3_600_000

/** Sends until nothing is due. */
export async function deliverAll(
  platform: Platform,
  place: WebhookPlace,
  signal?: AbortSignal,
): Promise<void> {
  for (;;) {
    if (signal?.aborted) return
    const batch = await inPlace(platform, place, (ctx) => claim(ctx, place.webhookId))
    if (batch.length === 0) return
    await Promise.all(batch.map(({ webhook, row }) => deliverOne(platform, webhook, row)))
  }
}

export function inPlace<T>(
  platform: Platform,
  { workspaceId }: { workspaceId: string },
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  return platform.inWorkspace({ workspaceId, actor: { kind: 'system', name: 'webhooks' } }, work)
}

async function deliverOne(platform: Platform, webhook: WebhookRow, row: DeliveryRow): Promise<void> {
  const body = row.body ?? (await inPlace(platform, row, (ctx) => composeBody(ctx, row)))
  const outcome = await sendBody(platform, webhook, row, body)
  await inPlace(platform, row, (ctx) => recordOutcome(ctx, row, body, outcome))
}

/** What came before on the same card or dialog and still waits goes first. */
async function claim(ctx: Ctx, webhookId: string): Promise<{ webhook: WebhookRow; row: DeliveryRow }[]> {
  const now = ctx.now()
  const [webhook] = await ctx.db.select().from(webhooks).where(isWebhook(ctx, webhookId))
  if (!webhook || webhook.pausedAt || webhook.stoppedAt || (webhook.restUntil && webhook.restUntil > now))
    return []
  const due = await ctx.db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.webhookId, webhookId),
        eq(deliveries.state, 'waiting'),
        lte(deliveries.nextTryAt, now),
        sql`not exists (select 1 from webhook_deliveries e where e.workspace_id = ${ctx.workspaceId} and e.webhook_id = ${webhookId}
          and (e.interest_id = ${deliveries.interestId} or e.conversation_id = ${deliveries.conversationId}) and e.state = 'waiting' and e.id < ${deliveries.id})`,
      ),
    )
    .orderBy(deliveries.past, deliveries.id)
    // A receiver that was down is tried with one card first.
    .limit(webhook.failures >= restAfter ? 1 : width)
    .for('update', { skipLocked: true })
  if (due.length === 0) return []
  const rows = await ctx.db
    .update(deliveries)
    .set({
      attempts: sql`${deliveries.attempts} + 1`,
      triedAt: now,
      nextTryAt: new Date(now.getTime() + leaseMs),
    })
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        inArray(
          deliveries.id,
          due.map(({ id }) => id),
        ),
      ),
    )
    .returning()
  return rows.map((row) => ({ webhook, row }))
}

async function recordOutcome(ctx: Ctx, row: DeliveryRow, body: string, outcome: Outcome): Promise<void> {
  const { ok, status, durationMs, answer, error } = outcome
  const wait = waits[row.attempts - 1]
  const again = ok || wait === undefined ? null : new Date(ctx.now().getTime() + wait * 1000)
  await ctx.db
    .update(deliveries)
    .set({
      body,
      status,
      durationMs,
      answer,
      error,
      state: ok ? 'delivered' : again ? 'waiting' : 'failed',
      nextTryAt: again,
    })
    .where(and(eq(deliveries.workspaceId, ctx.workspaceId), eq(deliveries.id, row.id)))
  if (ok) await noteSuccess(ctx, row.webhookId)
  else await noteFailure(ctx, row.webhookId, outcome)
}

/** How old the time of the last success may be: a flood of cards does not write it each time. */
const roughlyMs = 10_000

/** The receiver is well: it is called again at once. */
export async function noteSuccess(ctx: Ctx, webhookId: string): Promise<void> {
  const now = ctx.now()
  const rough = new Date(now.getTime() - roughlyMs)
  const changed = await ctx.db
    .update(webhooks)
    .set({ failures: 0, failingSince: null, restUntil: null, lastError: null, lastSuccessAt: now })
    .where(
      and(
        isWebhook(ctx, webhookId),
        sql`(${webhooks.failures} > 0 or ${webhooks.lastSuccessAt} is null or ${webhooks.lastSuccessAt} < ${rough.toISOString()}::timestamptz)`,
      ),
    )
    .returning({ id: webhooks.id })
  if (changed.length > 0) await tell(ctx, webhookId)
}

async function noteFailure(ctx: Ctx, webhookId: string, { error, status }: Outcome): Promise<void> {
  const [before] = await ctx.db.select().from(webhooks).where(isWebhook(ctx, webhookId)).for('update')
  if (!before) return
  const now = ctx.now()
  const failures = before.failures + 1
  const failingSince = before.failingSince ?? now
  const rest =
    failures >= restAfter
      ? new Date(now.getTime() + Math.min(30_000 * 2 ** (failures - restAfter), longestRestMs))
      : null
  // 410: the receiver says that it is gone for good.
  const stops =
    !before.stoppedAt &&
    (status === 410 || (failures >= stopAfter && now.getTime() - failingSince.getTime() >= stopAfterMs))
  await ctx.db
    .update(webhooks)
    .set({ failures, failingSince, lastError: error, restUntil: rest, ...(stops && { stoppedAt: now }) })
    .where(isWebhook(ctx, webhookId))
  await tell(ctx, webhookId)
  if (!stops) return
  await recordAudit(ctx, {
    action: 'webhook.stopped',
    object: { kind: 'webhook', id: webhookId },
    after: { failures, since: failingSince.toISOString(), error },
  })
  await ctx.events.emit({
    type: 'webhook.stopped',
    data: { webhookId, name: before.name, error: error ?? '' },
  })
}

async function tell(ctx: Ctx, webhookId: string): Promise<void> {
  await ctx.events.emit({ type: 'webhook.changed', data: { webhookId } })
}
