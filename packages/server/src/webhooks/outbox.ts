/** Deliveries are written with the event, in its transaction. Without a webhook that listens this costs one look at an empty table. */
import type { WebhookEvent } from '@otklik/contract'
import { and, eq, inArray } from 'drizzle-orm'
import { conversations } from '../conversations/conversations.table.ts'
import { interests } from '../interests/interests.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { listActiveRows, type WebhookRow } from './webhook-rows.ts'
import { callSender } from './webhooks.jobs.ts'
import { webhookDeliveries } from './webhooks.table.ts'

/** One look for a transaction, however many events it has. */
const listening = new WeakMap<Ctx, Promise<WebhookRow[]>>()

/** Webhooks of the workspace that wish to hear of this. */
export async function listListening(ctx: Ctx, type: WebhookEvent): Promise<WebhookRow[]> {
  const known = listening.get(ctx) ?? listActiveRows(ctx)
  listening.set(ctx, known)
  return (await known).filter((webhook) => webhook.events.includes(type))
}

export interface Happened {
  type: WebhookEvent
  interestIds: readonly string[]
  data?: Record<string, unknown>
}

export async function queueDeliveries(ctx: Ctx, { type, interestIds, data }: Happened): Promise<void> {
  const hooks = await listListening(ctx, type)
  if (hooks.length === 0 || interestIds.length === 0) return
  const places = await readPlaces(ctx, hooks, interestIds)
  // The event has one name for every receiver.
  const cards = interestIds.map((interestId) => ({ interestId, eventId: ctx.newId() }))
  for (const hook of hooks) {
    const rows = cards.filter(({ interestId }) => wants(hook, places.get(interestId)))
    if (rows.length === 0) continue
    await writeDeliveries(
      ctx,
      rows.map((row) => ({ ...row, webhookId: hook.id, type, data: data ?? {} })),
    )
    await callSender(ctx, hook.id)
  }
}

/** Of a dialog; filtered by its network. */
export async function queueDialogDeliveries(
  ctx: Ctx,
  {
    type,
    conversationId,
    data,
  }: { type: WebhookEvent; conversationId: string; data?: Record<string, unknown> },
): Promise<void> {
  const hooks = await listListening(ctx, type)
  if (hooks.length === 0) return
  const [dialog] = await ctx.db
    .select({ kind: conversations.kind, sourceType: conversations.sourceType })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, ctx.workspaceId), eq(conversations.id, conversationId)))
  // What colleagues say among themselves leaves for nowhere.
  if (!dialog || dialog.kind === 'colleague') return
  const place = { sourceType: dialog.sourceType ?? 'other', activityClass: 'chat' as const }
  const eventId = ctx.newId()
  for (const hook of hooks.filter((candidate) => wants(candidate, place))) {
    const row = { webhookId: hook.id, eventId, interestId: null, conversationId, type, data: data ?? {} }
    await writeDeliveries(ctx, [row])
    await callSender(ctx, hook.id)
  }
}

export interface NewDelivery {
  webhookId: string
  eventId: string
  interestId: string | null
  conversationId?: string
  type: string
  data: Record<string, unknown>
  past?: boolean
}

export async function writeDeliveries(ctx: Ctx, items: readonly NewDelivery[]): Promise<void> {
  const at = ctx.now()
  await ctx.db.insert(webhookDeliveries).values(
    items.map((item) => ({
      ...item,
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      at,
      state: 'waiting' as const,
      nextTryAt: at,
    })),
  )
}

type Place = Pick<typeof interests.$inferSelect, 'sourceType' | 'activityClass'>

/** Read only when somebody filters by it. */
async function readPlaces(
  ctx: Ctx,
  hooks: readonly WebhookRow[],
  ids: readonly string[],
): Promise<Map<string, Place>> {
  if (!hooks.some(filters)) return new Map()
  const rows = await ctx.db
    .select({ id: interests.id, sourceType: interests.sourceType, activityClass: interests.activityClass })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), inArray(interests.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row]))
}

function filters({ sourceTypes, activityClasses }: WebhookRow): boolean {
  return sourceTypes.length > 0 || activityClasses.length > 0
}

function wants(hook: WebhookRow, place: Place | undefined): boolean {
  if (!filters(hook)) return true
  if (!place) return false
  const { sourceTypes, activityClasses } = hook
  return (
    (sourceTypes.length === 0 || sourceTypes.includes(place.sourceType)) &&
    (activityClasses.length === 0 || activityClasses.includes(place.activityClass))
  )
}
