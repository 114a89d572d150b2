/** Times of which the network kept nothing for us: shown on the channel page until a person has looked there. */
import type { ChannelGap } from '@otklik/contract'
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { notFound } from '../platform/errors.ts'
import type { ChannelRow } from './channel-rows.ts'
import { channelGaps } from './channels.table.ts'
import { findConnector } from './registry.ts'

const hourMs = 3_600_000
/** Looks are at most a quarter of an hour apart; what is shorter is no outage. */
const shortestMs = hourMs / 2

export interface LostTime {
  since: Date
  until: Date
}

/** What the network threw away before we were there again; null while it kept everything. */
export function lostTime(
  heard: Pick<ChannelRow, 'lastCheckedAt' | 'lastEventAt'>,
  now: Date,
  keepsHours: number | undefined,
): LostTime | null {
  if (keepsHours === undefined || heard.lastCheckedAt === null) return null
  const since = lastHeard(heard, heard.lastCheckedAt)
  const until = new Date(now.getTime() - keepsHours * hourMs)
  return until.getTime() - since.getTime() > shortestMs ? { since, until } : null
}

function lastHeard({ lastCheckedAt, lastEventAt }: Partial<ChannelRow>, otherwise: Date): Date {
  const times = [lastCheckedAt, lastEventAt].filter((one) => one instanceof Date)
  return times.length > 0 ? new Date(Math.max(...times.map((one) => one.getTime()))) : otherwise
}

type Told = Pick<ChannelRow, 'id' | 'kind' | 'name' | 'lastCheckedAt' | 'lastEventAt'>

/** Called before the good look is written down: notices that the network cannot have kept everything since the last one. */
export async function noticeOutage(ctx: Ctx, row: Told): Promise<void> {
  const lost = lostTime(row, ctx.now(), findConnector(row.kind)?.channel.manifest.keepsHours)
  if (lost) await recordGap(ctx, row, lost)
}

/** The network itself says that it lost events. Without `since`: what happened after the last good look or event. */
export async function recordLoss(
  ctx: Ctx,
  row: Told & Pick<ChannelRow, 'createdAt'>,
  since: Date = lastHeard(row, row.createdAt),
): Promise<void> {
  await recordGap(ctx, row, { since, until: ctx.now() })
}

/** One gap grows while it is open: a network that stammers makes no list of them. */
async function recordGap(ctx: Ctx, row: Told, { since, until }: LostTime): Promise<void> {
  const [grown] = await ctx.db
    .update(channelGaps)
    .set({ until: sql`greatest(${channelGaps.until}, ${until.toISOString()}::timestamptz)` })
    .where(
      and(
        eq(channelGaps.workspaceId, ctx.workspaceId),
        eq(channelGaps.channelId, row.id),
        isNull(channelGaps.closedAt),
        sql`${channelGaps.until} >= ${since.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: channelGaps.id })
  const gapId = grown?.id ?? ctx.newId()
  if (!grown)
    await ctx.db
      .insert(channelGaps)
      .values({ workspaceId: ctx.workspaceId, id: gapId, channelId: row.id, since, until })
  await ctx.events.emit({ type: 'channel.missed', data: { channelId: row.id, gapId } })
  if (grown) return
  const words = {
    ru: 'Канал снова на связи, но часть событий сеть не сохранила. Посмотрите на странице канала, за какое время.',
    en: 'The channel is back, but the network has not kept all events. See the page of the channel for the time.',
  }
  await ctx.events.emit({ type: 'channel.warned', data: { channelId: row.id, name: row.name, words } })
}

/** Open ones by channel, the oldest first. */
export async function listGaps(ctx: Ctx, channelIds: string[]): Promise<Map<string, ChannelGap[]>> {
  if (channelIds.length === 0) return new Map()
  const rows = await ctx.db
    .select()
    .from(channelGaps)
    .where(
      and(
        eq(channelGaps.workspaceId, ctx.workspaceId),
        inArray(channelGaps.channelId, channelIds),
        isNull(channelGaps.closedAt),
      ),
    )
    .orderBy(asc(channelGaps.since))
  return Map.groupBy(
    rows.map(({ channelId, id, since, until, operationId }) => ({
      channelId,
      id,
      since: since.toISOString(),
      until: until.toISOString(),
      operationId,
    })),
    ({ channelId }) => channelId,
  )
}

/** A person has looked at the network itself. */
export async function closeGap(ctx: Ctx, channelId: string, gapId: string): Promise<{ ok: true }> {
  const mine = and(
    eq(channelGaps.workspaceId, ctx.workspaceId),
    eq(channelGaps.channelId, channelId),
    eq(channelGaps.id, gapId),
  )
  const [gap] = await ctx.db.select().from(channelGaps).where(mine).for('update')
  if (!gap) throw notFound()
  if (gap.closedAt) return { ok: true }
  await ctx.db.update(channelGaps).set({ closedAt: ctx.now() }).where(mine)
  await recordAudit(ctx, {
    action: 'channel.gap_closed',
    object: { kind: 'channel', id: channelId },
    after: { since: gap.since.toISOString(), until: gap.until.toISOString() },
  })
  await ctx.events.emit({ type: 'channel.changed', data: { channelId } })
  return { ok: true }
}
