/** The log of one webhook: what was sent, what came back; sending again, and a trial. */
import type { WebhookDelivery, WebhookDeliveryDetail } from '@otklik/contract'
import { and, desc, eq, lt } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import type { Platform } from '../platform/platform.ts'
import { noteSuccess } from './deliver.ts'
import { composeBody, sendBody, type DeliveryRow } from './send.ts'
import { getWebhookRow } from './webhook-rows.ts'
import { callSender } from './webhooks.jobs.ts'
import { webhookDeliveries as deliveries } from './webhooks.table.ts'

export interface DeliveryQuery {
  id: string
  cursor?: string | undefined
  limit: number
  state?: DeliveryRow['state'] | undefined
}

/** Newest first. */
export async function listDeliveries(
  ctx: Ctx,
  { id, cursor, limit, state }: DeliveryQuery,
): Promise<Page<WebhookDelivery>> {
  await getWebhookRow(ctx, id)
  const rows = await ctx.db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.workspaceId, ctx.workspaceId),
        eq(deliveries.webhookId, id),
        state ? eq(deliveries.state, state) : undefined,
        cursor === undefined ? undefined : lt(deliveries.id, decodeCursor(cursor, 1)[0] ?? ''),
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items: items.map(viewDelivery), nextCursor: last ? encodeCursor([last.id]) : null }
}

export async function getDelivery(ctx: Ctx, webhookId: string, id: string): Promise<WebhookDeliveryDetail> {
  await getWebhookRow(ctx, webhookId)
  return viewDetail(await getRow(ctx, webhookId, id))
}

/** The same body and the same event id: a receiver that has it already says so by itself. */
export async function redeliver(ctx: Ctx, webhookId: string, id: string): Promise<WebhookDelivery> {
  await getWebhookRow(ctx, webhookId)
  const before = await getRow(ctx, webhookId, id)
  const [row] = await ctx.db
    .update(deliveries)
    .set({ state: 'waiting', attempts: 0, nextTryAt: ctx.now() })
    .where(isDelivery(ctx, webhookId, id))
    .returning()
  if (!row) throw new Error(`delivery ${id} is gone`)
  await recordAudit(ctx, {
    action: 'webhook.redelivered',
    object: { kind: 'webhook', id: webhookId },
    before: { state: before.state },
    after: { deliveryId: id },
  })
  await ctx.events.emit({ type: 'webhook.changed', data: { webhookId } })
  await callSender(ctx, webhookId)
  return viewDelivery(row)
}

type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

/** Sent at once, whatever the state of the webhook. A failure counts for nothing; a success ends its rest. */
export async function tryWebhook(
  platform: Platform,
  run: Run,
  webhookId: string,
): Promise<WebhookDeliveryDetail> {
  const { webhook, row, body } = await run(async (ctx) => {
    const found = await getWebhookRow(ctx, webhookId)
    const trial = newTrial(ctx, webhookId)
    await recordAudit(ctx, { action: 'webhook.tested', object: { kind: 'webhook', id: webhookId } })
    return { webhook: found, row: trial, body: await composeBody(ctx, trial) }
  })
  const { ok, status, durationMs, answer, error } = await sendBody(platform, webhook, row, body)
  const sent: DeliveryRow = {
    ...row,
    body,
    state: ok ? 'delivered' : 'failed',
    attempts: 1,
    status,
    durationMs,
    answer,
    error,
  }
  await run(async (ctx) => {
    await ctx.db.insert(deliveries).values(sent)
    if (ok) await noteSuccess(ctx, webhookId)
    await ctx.events.emit({ type: 'webhook.changed', data: { webhookId } })
  })
  return viewDetail(sent)
}

function newTrial(ctx: Ctx, webhookId: string): DeliveryRow {
  const now = ctx.now()
  return {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    webhookId,
    eventId: ctx.newId(),
    type: 'webhook.test',
    interestId: null,
    conversationId: null,
    data: { message: 'Otklik can reach this address' },
    at: now,
    past: false,
    state: 'waiting',
    attempts: 0,
    nextTryAt: null,
    body: null,
    triedAt: now,
    status: null,
    durationMs: null,
    answer: null,
    error: null,
  }
}

async function getRow(ctx: Ctx, webhookId: string, id: string): Promise<DeliveryRow> {
  const [row] = await ctx.db
    .select()
    .from(deliveries)
    .where(isDelivery(ctx, webhookId, id))
  if (!row) throw notFound('There is no such delivery')
  return row
}

function isDelivery(ctx: Ctx, webhookId: string, id: string) {
  return and(
    eq(deliveries.workspaceId, ctx.workspaceId),
    eq(deliveries.webhookId, webhookId),
    eq(deliveries.id, id),
  )
}

function viewDelivery(row: DeliveryRow): WebhookDelivery {
  const { id, type, interestId, state, attempts, status, durationMs, error } = row
  return {
    id,
    type,
    interestId,
    state,
    attempts,
    at: row.at.toISOString(),
    triedAt: row.triedAt?.toISOString() ?? null,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    status,
    durationMs,
    error,
  }
}

function viewDetail(row: DeliveryRow): WebhookDeliveryDetail {
  return { ...viewDelivery(row), request: row.body, answer: row.answer }
}
