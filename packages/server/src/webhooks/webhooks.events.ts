/** Which events are copied out. */
import type { BulkAction, WebhookEvent } from '@otklik/contract'
import { and, desc, eq } from 'drizzle-orm'
import { auditEntries } from '../audit/audit.table.ts'
import { bulkChanges, bulkItems } from '../interests/interests.table.ts'
import { getLead } from '../leads/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { subscribe, type Subscription } from '../platform/events.ts'
import { listListening, queueDeliveries, queueDialogDeliveries } from './outbox.ts'

export const webhookSubscriptions: readonly Subscription[] = [
  subscribe('interest.created', (ctx, { interestId }) => one(ctx, 'interest.created', interestId)),
  subscribe('interest.changed', (ctx, { interestId, changed }) =>
    one(ctx, 'interest.changed', interestId, { changed }),
  ),
  subscribe('interest.claimed', (ctx, { interestId, memberId }) =>
    one(ctx, 'interest.claimed', interestId, { memberId }),
  ),
  subscribe('interest.assigned', (ctx, { interestId, memberId, byMemberId }) =>
    one(ctx, 'interest.assigned', interestId, { memberId, byMemberId }),
  ),
  subscribe('interest.handed_over', (ctx, { interestId, memberId }) =>
    one(ctx, 'interest.assigned', interestId, { memberId, handedOver: true }),
  ),
  subscribe('interest.processed', (ctx, { interestId }) => one(ctx, 'interest.processed', interestId)),
  subscribe('interest.reopened', (ctx, { interestId }) => one(ctx, 'interest.reopened', interestId)),
  subscribe('answer.changed', (ctx, { interestId, answerId, state }) =>
    one(ctx, 'answer.changed', interestId, { answerId, state }),
  ),
  subscribe('lead.created', async (ctx, { interestId, leadId }) => {
    if ((await listListening(ctx, 'lead.created')).length === 0) return
    await one(ctx, 'lead.created', interestId, { lead: await getLead(ctx, leadId) })
  }),
  subscribe('conversation.created', (ctx, { conversationId }) =>
    queueDialogDeliveries(ctx, { type: 'conversation.created', conversationId }),
  ),
  subscribe('conversation.changed', (ctx, { conversationId, changed }) =>
    queueDialogDeliveries(ctx, { type: 'conversation.changed', conversationId, data: { changed } }),
  ),
  // Notes and the program's own lines stay inside.
  subscribe('message.created', async (ctx, { conversationId, messageId, direction }) => {
    if (direction === 'in' || direction === 'out')
      await queueDialogDeliveries(ctx, { type: 'message.created', conversationId, data: { messageId } })
  }),
  subscribe('message.changed', (ctx, { conversationId, messageId, changed }) =>
    queueDialogDeliveries(ctx, { type: 'message.changed', conversationId, data: { messageId, changed } }),
  ),
  subscribe('interests.changed', (ctx, { bulkId, count }) =>
    bulkId ? many(ctx, bulkId, count) : Promise.resolve(),
  ),
]

function one(
  ctx: Ctx,
  type: WebhookEvent,
  interestId: string,
  data?: Record<string, unknown>,
): Promise<void> {
  return queueDeliveries(ctx, { type, interestIds: [interestId], ...(data && { data }) })
}

/** A mass change tells of its chunks; the cards of this one are the last written. */
async function many(ctx: Ctx, bulkId: string, count: number): Promise<void> {
  const types: WebhookEvent[] = [
    'interest.claimed',
    'interest.assigned',
    'interest.processed',
    'interest.reopened',
    'interest.changed',
  ]
  const wanted = new Set<WebhookEvent>()
  for (const type of types) if ((await listListening(ctx, type)).length > 0) wanted.add(type)
  if (wanted.size === 0) return
  const [change] = await ctx.db
    .select()
    .from(bulkChanges)
    .where(and(eq(bulkChanges.workspaceId, ctx.workspaceId), eq(bulkChanges.id, bulkId)))
  if (!change) return
  const type = change.undoneAt ? 'interest.changed' : typeOf(change.action)
  if (!wanted.has(type)) return
  const interestIds = change.undoneAt ? await listRestored(ctx, count) : await listChanged(ctx, bulkId, count)
  const data = change.undoneAt ? { changed: [], undone: true } : dataOf(change.action, change.byMemberId)
  await queueDeliveries(ctx, { type, interestIds, data })
}

function typeOf({ kind }: BulkAction): WebhookEvent {
  if (kind === 'claim') return 'interest.claimed'
  if (kind === 'assign' || kind === 'release') return 'interest.assigned'
  if (kind === 'process' || kind === 'noReplyNeeded') return 'interest.processed'
  if (kind === 'reopen') return 'interest.reopened'
  return 'interest.changed'
}

function dataOf(action: BulkAction, byMemberId: string | null): Record<string, unknown> {
  if (action.kind === 'claim') return { memberId: byMemberId }
  if (action.kind === 'assign') return { memberId: action.memberId, byMemberId }
  if (action.kind === 'release') return { memberId: null, byMemberId }
  if (action.kind === 'level') return { changed: ['level'] }
  if (action.kind === 'product') return { changed: ['productId'] }
  return {}
}

async function listChanged(ctx: Ctx, bulkId: string, count: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: bulkItems.interestId })
    .from(bulkItems)
    .where(and(eq(bulkItems.workspaceId, ctx.workspaceId), eq(bulkItems.bulkId, bulkId)))
    .orderBy(desc(bulkItems.id))
    .limit(count)
  return rows.map(({ id }) => id)
}

async function listRestored(ctx: Ctx, count: number): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: auditEntries.objectId })
    .from(auditEntries)
    .where(
      and(eq(auditEntries.workspaceId, ctx.workspaceId), eq(auditEntries.action, 'interest.bulk_undone')),
    )
    .orderBy(desc(auditEntries.id))
    .limit(count)
  return rows.flatMap(({ id }) => id ?? [])
}
