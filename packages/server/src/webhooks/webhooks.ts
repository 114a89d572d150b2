/** Subscriptions of other systems (R048). */
import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { Webhook, WebhookInput } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import { secretPurpose } from './sign.ts'
import { getWebhookRow, isWebhook, listWebhookRows, viewWebhook, type WebhookRow } from './webhook-rows.ts'
import { callSender } from './webhooks.jobs.ts'
import { webhookDeliveries, webhooks } from './webhooks.table.ts'

export async function listWebhooks(ctx: Ctx): Promise<{ items: Webhook[] }> {
  const items: Webhook[] = []
  for (const row of await listWebhookRows(ctx)) items.push(await viewWebhook(ctx, row))
  return { items }
}

export async function getWebhook(ctx: Ctx, id: string): Promise<Webhook> {
  return viewWebhook(ctx, await getWebhookRow(ctx, id))
}

/** The secret is given back this once. */
export async function createWebhook(
  ctx: Ctx,
  input: WebhookInput,
): Promise<{ webhook: Webhook; secret: string }> {
  await checkAddress(ctx, input.url)
  const id = ctx.newId()
  const secret = newSecret()
  const { name, url, events, sourceTypes, activityClasses } = input
  const [row] = await ctx.db
    .insert(webhooks)
    .values({
      workspaceId: ctx.workspaceId,
      id,
      name,
      url,
      events: [...new Set(events)],
      sourceTypes,
      activityClasses,
      secret: ctx.platform.vault.seal(secret, secretPurpose(id)),
      createdAt: ctx.now(),
    })
    .returning()
  if (!row) throw new Error('the webhook was not kept')
  await recordAudit(ctx, { action: 'webhook.created', object: { kind: 'webhook', id }, after: factsOf(row) })
  await tell(ctx, id)
  return { webhook: await viewWebhook(ctx, row), secret }
}

export type WebhookChange = { [Field in keyof WebhookInput]?: WebhookInput[Field] | undefined } & {
  active?: boolean | undefined
}

/** `active: true` also starts one that the program switched off; what waited is sent then. */
export async function updateWebhook(ctx: Ctx, id: string, change: WebhookChange): Promise<Webhook> {
  const before = await getWebhookRow(ctx, id, true)
  if (change.url !== undefined && change.url !== before.url) await checkAddress(ctx, change.url)
  const { name, url, events, sourceTypes, activityClasses, active } = change
  const set: Partial<WebhookRow> = {
    name: name ?? before.name,
    url: url ?? before.url,
    events: events ? [...new Set(events)] : before.events,
    sourceTypes: sourceTypes ?? before.sourceTypes,
    activityClasses: activityClasses ?? before.activityClasses,
    ...(active === false && { pausedAt: before.pausedAt ?? ctx.now() }),
    ...(active === true && fresh),
    // Another address has failed nothing yet.
    ...(url !== undefined &&
      url !== before.url && { failures: 0, failingSince: null, restUntil: null, lastError: null }),
  }
  const [after] = await ctx.db.update(webhooks).set(set).where(isWebhook(ctx, id)).returning()
  if (!after) throw new Error(`webhook ${id} is gone`)
  await recordAudit(ctx, {
    action: 'webhook.changed',
    object: { kind: 'webhook', id },
    before: factsOf(before),
    after: factsOf(after),
  })
  await tell(ctx, id)
  if (active || url !== undefined) await callSender(ctx, id)
  return viewWebhook(ctx, after)
}

export async function removeWebhook(ctx: Ctx, id: string): Promise<void> {
  const row = await getWebhookRow(ctx, id, true)
  await ctx.db
    .delete(webhookDeliveries)
    .where(and(eq(webhookDeliveries.workspaceId, ctx.workspaceId), eq(webhookDeliveries.webhookId, id)))
  await ctx.db.delete(webhooks).where(isWebhook(ctx, id))
  await recordAudit(ctx, { action: 'webhook.removed', object: { kind: 'webhook', id }, before: factsOf(row) })
  await tell(ctx, id)
}

/** For a day letters of both secrets are right, so that the receiver changes its own without losing a card. */
const overlapMs = 24 * 3_600_000

export async function rotateSecret(ctx: Ctx, id: string): Promise<{ webhook: Webhook; secret: string }> {
  const before = await getWebhookRow(ctx, id, true)
  const secret = newSecret()
  const [after] = await ctx.db
    .update(webhooks)
    .set({
      secret: ctx.platform.vault.seal(secret, secretPurpose(id)),
      formerSecret: before.secret,
      formerSecretUntil: new Date(ctx.now().getTime() + overlapMs),
    })
    .where(isWebhook(ctx, id))
    .returning()
  if (!after) throw new Error(`webhook ${id} is gone`)
  await recordAudit(ctx, { action: 'webhook.secret_rotated', object: { kind: 'webhook', id } })
  await tell(ctx, id)
  return { webhook: await viewWebhook(ctx, after), secret }
}

const fresh = {
  pausedAt: null,
  stoppedAt: null,
  failures: 0,
  failingSince: null,
  restUntil: null,
  lastError: null,
}

/** Says at once what the first try would say. Names are looked up only then: an answer may wait for nobody's name server. */
async function checkAddress(ctx: Ctx, url: string): Promise<void> {
  const host = new URL(url).hostname
  const bare = host.replaceAll(/^\[|\]$/g, '')
  if (!isIP(bare)) return
  await ctx.platform.outbound.resolve(host).catch((error: unknown) => {
    if (error instanceof AppError) throw invalid(error.ownMessage ?? error.code, { url: 'inside' })
    throw error
  })
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}

function factsOf({
  name,
  url,
  events,
  sourceTypes,
  activityClasses,
  pausedAt,
  stoppedAt,
}: WebhookRow): Record<string, unknown> {
  return { name, url, events, sourceTypes, activityClasses, active: pausedAt === null && stoppedAt === null }
}

async function tell(ctx: Ctx, webhookId: string): Promise<void> {
  await ctx.events.emit({ type: 'webhook.changed', data: { webhookId } })
}
