/** Sending the cards of a period: a long work that fills the outbox no faster than it empties. */
import { ActivityClass, Id, Timestamp, type Operation } from '@otklik/contract'
import { and, asc, count, eq, gt, gte, inArray, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { recordAudit } from '../audit/index.ts'
import { interests } from '../interests/interests.table.ts'
import { finishOperation, getOperationRow, reportProgress, startOperation } from '../operations/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { inPlace } from './deliver.ts'
import { writeDeliveries } from './outbox.ts'
import { getWebhookRow, type WebhookRow } from './webhook-rows.ts'
import { callSender } from './webhooks.jobs.ts'
import { webhookDeliveries, webhooks } from './webhooks.table.ts'

const Plan = z.object({
  webhookId: Id,
  from: Timestamp,
  to: Timestamp,
  sourceTypes: z.array(z.string()),
  activityClasses: z.array(ActivityClass),
  /** The last card queued; null at the beginning. */
  after: z.object({ at: Timestamp, id: Id }).nullable(),
})
type Plan = z.infer<typeof Plan>

interface Period {
  id: string
  from: string
  to: string
}

export async function countPast(ctx: Ctx, { id, from, to }: Period): Promise<{ count: number }> {
  const webhook = await getWebhookRow(ctx, id)
  const [row] = await ctx.db
    .select({ count: count() })
    .from(interests)
    .where(isMeant(ctx, planOf(webhook, from, to)))
  return { count: row?.count ?? 0 }
}

/** Throws CONFLICT when there are more cards than the person saw. */
export async function sendPast(ctx: Ctx, input: Period & { expected: number }): Promise<Operation> {
  const webhook = await getWebhookRow(ctx, input.id)
  if (webhook.pausedAt || webhook.stoppedAt) throw invalid('Switch the webhook on first', { id: 'paused' })
  const { count: total } = await countPast(ctx, input)
  if (total > input.expected)
    throw new AppError('CONFLICT', { message: `There are ${total} cards now: look at the number again` })
  const plan = planOf(webhook, input.from, input.to)
  const operation = await startOperation(ctx, {
    kind: 'webhook.past',
    title: webhook.name,
    plan: { ...plan },
    total,
  })
  await recordAudit(ctx, {
    action: 'webhook.past_sent',
    object: { kind: 'webhook', id: webhook.id },
    after: { from: input.from, to: input.to, count: total },
  })
  await ctx.jobs.enqueue(sendPastJob, { workspaceId: ctx.workspaceId, operationId: operation.id })
  return operation
}

export const sendPastJob = defineJob({
  name: 'webhooks.send-past',
  payload: z.object({ workspaceId: z.string(), operationId: z.string() }),
  timeout: 600,
  async handle(platform, place) {
    const next = await queueChunks(platform, place)
    if (next === 'later')
      await platform.jobs.enqueue(platform.database.owner, sendPastJob, place, {
        startAfter: new Date(Date.now() + pauseMs),
      })
  },
})

const chunk = 200
/** So many may wait: what happens now is not buried under the past. */
const mostWaiting = 1000
const pauseMs = 5000

interface PastPlace {
  workspaceId: string
  operationId: string
}

async function queueChunks(platform: Platform, place: PastPlace): Promise<'done' | 'later'> {
  for (;;) {
    const next = await inPlace(platform, place, (ctx) => queueChunk(ctx, place.operationId))
    if (next !== 'more') return next
  }
}

/** One chunk with its progress in one transaction: a worker that dies loses nothing and repeats nothing. */
async function queueChunk(ctx: Ctx, operationId: string): Promise<'more' | 'done' | 'later'> {
  const operation = await getOperationRow(ctx, operationId, true)
  if (operation.finishedAt) return 'done'
  const plan = Plan.parse(operation.plan)
  const stop = operation.cancelledAt ? {} : await whyStop(ctx, plan.webhookId)
  if (stop) return end(ctx, operationId, stop)
  if ((await countWaiting(ctx, plan.webhookId)) >= mostWaiting) return 'later'
  const cards = await ctx.db
    .select({ id: interests.id, occurredAt: interests.occurredAt })
    .from(interests)
    .where(isMeant(ctx, plan))
    .orderBy(asc(interests.occurredAt), asc(interests.id))
    .limit(chunk)
  const last = cards.at(-1)
  if (!last) return end(ctx, operationId, {})
  await writeDeliveries(
    ctx,
    cards.map(({ id }) => ({
      webhookId: plan.webhookId,
      eventId: ctx.newId(),
      interestId: id,
      type: 'interest.copied',
      data: {},
      past: true,
    })),
  )
  await callSender(ctx, plan.webhookId)
  const done = operation.done + cards.length
  const after = { at: last.occurredAt.toISOString(), id: last.id }
  await reportProgress(ctx, operationId, { done, outcome: { queued: done }, plan: { ...plan, after } })
  return cards.length === chunk ? 'more' : end(ctx, operationId, {})
}

async function end(ctx: Ctx, operationId: string, stop: { error?: string }): Promise<'done'> {
  await finishOperation(ctx, operationId, stop)
  return 'done'
}

async function whyStop(ctx: Ctx, webhookId: string): Promise<{ error: string } | null> {
  const [webhook] = await ctx.db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.workspaceId, ctx.workspaceId), eq(webhooks.id, webhookId)))
  if (!webhook) return { error: 'The webhook was removed' }
  return webhook.pausedAt || webhook.stoppedAt
    ? { error: `The webhook “${webhook.name}” is switched off` }
    : null
}

async function countWaiting(ctx: Ctx, webhookId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.workspaceId, ctx.workspaceId),
        eq(webhookDeliveries.webhookId, webhookId),
        eq(webhookDeliveries.state, 'waiting'),
      ),
    )
  return row?.count ?? 0
}

function planOf({ id, sourceTypes, activityClasses }: WebhookRow, from: string, to: string): Plan {
  if (new Date(to) <= new Date(from)) throw invalid('The period ends before it begins', { to: 'before from' })
  return { webhookId: id, from, to, sourceTypes, activityClasses, after: null }
}

function isMeant(ctx: Ctx, { from, to, sourceTypes, activityClasses, after }: Plan) {
  const at = after && new Date(after.at)
  return and(
    eq(interests.workspaceId, ctx.workspaceId),
    gte(interests.occurredAt, new Date(from)),
    lt(interests.occurredAt, new Date(to)),
    sourceTypes.length > 0 ? inArray(interests.sourceType, sourceTypes) : undefined,
    activityClasses.length > 0 ? inArray(interests.activityClass, activityClasses) : undefined,
    after && at
      ? or(gt(interests.occurredAt, at), and(eq(interests.occurredAt, at), gt(interests.id, after.id)))
      : undefined,
  )
}
