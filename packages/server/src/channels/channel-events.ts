/** The ledger as people see it: what came, what became of it, and reading it again. */
import type { ChannelEvent } from '@otklik/contract'
import { and, desc, eq, lt, or } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { getChannelRow } from './channel-rows.ts'
import { viewEvent } from './channels.view.ts'
import { inboundEvents } from './channels.table.ts'
import type { EventRow } from './ledger.ts'

export interface EventQuery {
  id: string
  cursor?: string | undefined
  limit: number
  state?: EventRow['state'] | undefined
}

/** Newest first. */
export async function listEvents(ctx: Ctx, query: EventQuery): Promise<Page<ChannelEvent>> {
  await getChannelRow(ctx, query.id)
  const rows = await ctx.db
    .select()
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.workspaceId, ctx.workspaceId),
        eq(inboundEvents.channelId, query.id),
        query.state ? eq(inboundEvents.state, query.state) : undefined,
        query.cursor === undefined ? undefined : before(query.cursor),
      ),
    )
    .orderBy(desc(inboundEvents.receivedAt), desc(inboundEvents.id))
    .limit(query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  const items: ChannelEvent[] = []
  for (const row of shown) items.push(await viewEvent(ctx, row))
  return { items, nextCursor: last ? encodeCursor([last.receivedAt.toISOString(), last.id]) : null }
}

/** Puts one parked event back; call `wakeChannel` after the commit. */
export async function replayEvent(ctx: Ctx, channelId: string, eventId: string): Promise<ChannelEvent> {
  await getChannelRow(ctx, channelId)
  const event = await getEvent(ctx, channelId, eventId)
  if (event.state !== 'parked')
    throw new AppError('CONFLICT', { message: 'Only a parked event can be read again' })
  const [row] = await putBack(ctx, channelId, eventId)
  if (!row) throw new AppError('CONFLICT')
  await recordAudit(ctx, {
    action: 'channel.event_replayed',
    object: { kind: 'channel', id: channelId },
    after: { eventId },
  })
  return viewEvent(ctx, row)
}

export async function replayAllEvents(ctx: Ctx, channelId: string): Promise<{ queued: number }> {
  await getChannelRow(ctx, channelId)
  const rows = await putBack(ctx, channelId, null)
  if (rows.length > 0) {
    await recordAudit(ctx, {
      action: 'channel.event_replayed',
      object: { kind: 'channel', id: channelId },
      after: { count: rows.length },
    })
  }
  return { queued: rows.length }
}

export async function getEvent(ctx: Ctx, channelId: string, eventId: string): Promise<EventRow> {
  const [row] = await ctx.db
    .select()
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.workspaceId, ctx.workspaceId),
        eq(inboundEvents.channelId, channelId),
        eq(inboundEvents.id, eventId),
      ),
    )
  if (!row) throw notFound('There is no such event in this channel')
  return row
}

async function putBack(ctx: Ctx, channelId: string, eventId: string | null): Promise<EventRow[]> {
  const rows = await ctx.db
    .update(inboundEvents)
    .set({ state: 'stored', attempts: 0, error: null, nextTryAt: null })
    .where(
      and(
        eq(inboundEvents.workspaceId, ctx.workspaceId),
        eq(inboundEvents.channelId, channelId),
        eq(inboundEvents.state, 'parked'),
        eventId === null ? undefined : eq(inboundEvents.id, eventId),
      ),
    )
    .returning()
  await ctx.events.emit({ type: 'channel.changed', data: { channelId } })
  return rows
}

function before(cursor: string) {
  const [at = '', id = ''] = decodeCursor(cursor, 2)
  const date = new Date(at)
  return or(
    lt(inboundEvents.receivedAt, date),
    and(eq(inboundEvents.receivedAt, date), lt(inboundEvents.id, id)),
  )
}
