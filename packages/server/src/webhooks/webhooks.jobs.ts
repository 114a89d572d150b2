/** Calls of the senders, every minute's look at what is due again, and forgetting. */
import { and, eq, isNull, lt, lte, ne, or } from 'drizzle-orm'
import { z } from 'zod'
import { createBurst } from '../platform/burst.ts'
import type { Ctx } from '../platform/ctx.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { deliverAll, inPlace } from './deliver.ts'
import { webhookDeliveries as deliveries, webhooks } from './webhooks.table.ts'

export const deliverJob = defineJob({
  name: 'webhooks.deliver',
  payload: z.object({ workspaceId: z.string(), webhookId: z.string() }),
  concurrency: 3,
  timeout: 600,
  handle: (platform, place, { signal }) => deliverAll(platform, place, signal),
})

export const sweepWebhooksJob = defineJob({
  name: 'webhooks.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  handle: (platform) => sweepWebhooks(platform),
})

export const forgetDeliveriesJob = defineJob({
  name: 'webhooks.forget',
  payload: z.object({}),
  cron: '20 3 * * *',
  handle: (platform) => forgetDeliveries(platform),
})

/** A flood of cards is sent by one worker. */
const gapMs = 1000

const callOne = createBurst(deliverJob, gapMs)

/** Something of this webhook waits to be sent. */
export function callSender(ctx: Ctx, webhookId: string): Promise<void> {
  return callOne(ctx, webhookId, { workspaceId: ctx.workspaceId, webhookId })
}

export async function sweepWebhooks(platform: Platform): Promise<void> {
  const now = platform.clock.now()
  const due = await platform.database.owner
    .selectDistinct({ workspaceId: deliveries.workspaceId, webhookId: deliveries.webhookId })
    .from(deliveries)
    .innerJoin(
      webhooks,
      and(eq(webhooks.workspaceId, deliveries.workspaceId), eq(webhooks.id, deliveries.webhookId)),
    )
    .where(
      and(
        eq(deliveries.state, 'waiting'),
        lte(deliveries.nextTryAt, now),
        isNull(webhooks.pausedAt),
        isNull(webhooks.stoppedAt),
        or(isNull(webhooks.restUntil), lte(webhooks.restUntil, now)),
      ),
    )
  for (const place of due) await platform.jobs.enqueue(platform.database.owner, deliverJob, place)
}

const keptDays = 30
/** What waits for a webhook that nobody switches on again. */
const waitingDays = 90

export async function forgetDeliveries(platform: Platform): Promise<void> {
  const before = (days: number) => new Date(platform.clock.now().getTime() - days * 86_400_000)
  const old = or(
    and(ne(deliveries.state, 'waiting'), lt(deliveries.at, before(keptDays))),
    lt(deliveries.at, before(waitingDays)),
  )
  const rows = await platform.database.owner
    .selectDistinct({ workspaceId: deliveries.workspaceId })
    .from(deliveries)
    .where(old)
  for (const { workspaceId } of rows) {
    await inPlace(platform, { workspaceId }, async (ctx) => {
      await ctx.db.delete(deliveries).where(and(eq(deliveries.workspaceId, workspaceId), old))
    })
  }
}
