/** A channel that is quieter than it ever is: by its own hours of the week, or by what the connector knows of its network. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../platform/ctx.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { channels } from './channels.table.ts'
import { findConnector } from './registry.ts'

const hourMs = 3_600_000
const weekHours = 7 * 24
/** Whole weeks of history that make a habit. */
const fewestWeeks = 3
/** Hours that were never silent before and are now. */
const fewestMissed = 3

export interface Heard {
  /** Beginnings of the hours in which something came, of the last four weeks. */
  hours: readonly Date[]
  now: Date
  /** A longer quiet is unusual for the network whatever the history says. */
  expectedHours: number | null
}

/** Since when it is unusually quiet; null while nothing is unusual or the history is too short to tell. */
export function unusualSilence({ hours, now, expectedHours }: Heard): Date | null {
  const numbers = hours.map((hour) => Math.floor(hour.getTime() / hourMs))
  const current = Math.floor(now.getTime() / hourMs)
  const last = Math.max(...numbers)
  if (numbers.length === 0) return null
  const since = new Date((last + 1) * hourMs)
  if (expectedHours !== null && current - last > expectedHours) return since
  const weeks = Math.min(4, Math.floor((last - Math.min(...numbers)) / weekHours))
  if (weeks < fewestWeeks) return null
  const heard = new Set(numbers)
  const isUsual = (hour: number) =>
    Array.from({ length: weeks }, (_x, index) => hour - (index + 1) * weekHours).every((one) =>
      heard.has(one),
    )
  let missed = 0
  for (let hour = last + 1; hour < current && hour <= last + weekHours; hour++) if (isUsual(hour)) missed += 1
  return missed >= fewestMissed ? since : null
}

export const silenceJob = defineJob({
  name: 'channels.look-for-silence',
  payload: z.object({}),
  cron: '7 * * * *',
  retries: 0,
  handle: lookForSilence,
})

export async function lookForSilence(platform: Platform): Promise<void> {
  const rows = await platform.database.owner
    .select({ workspaceId: channels.workspaceId, id: channels.id })
    .from(channels)
    .where(and(eq(channels.state, 'working'), isNull(channels.removedAt)))
  for (const { workspaceId, id } of rows) {
    const scope = { workspaceId, actor: { kind: 'system', name: 'upkeep' } as const }
    await platform.inWorkspace(scope, (ctx) => lookAt(ctx, id))
  }
}

async function lookAt(ctx: Ctx, id: string): Promise<void> {
  const mine = and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, id))
  const [row] = await ctx.db.select().from(channels).where(mine).for('update')
  if (!row || row.removedAt) return
  const expectedHours = findConnector(row.kind)?.channel.manifest.expectedSilenceHours ?? null
  const since = unusualSilence({ hours: await hoursOf(ctx, id), now: ctx.now(), expectedHours })
  if (since?.getTime() === row.quietSince?.getTime()) return
  await ctx.db.update(channels).set({ quietSince: since }).where(mine)
  await ctx.events.emit({ type: 'channel.changed', data: { channelId: id } })
  if (!since || row.quietSince) return
  const words = {
    ru: 'Необычно тихо: в такие часы всегда что-то приходило. Проверьте канал.',
    en: 'Unusually quiet: something always came in these hours. Look at the channel.',
  }
  await ctx.events.emit({ type: 'channel.warned', data: { channelId: id, name: row.name, words } })
}

async function hoursOf(ctx: Ctx, channelId: string): Promise<Date[]> {
  const from = new Date(ctx.now().getTime() - 29 * 24 * hourMs)
  const { rows } = await ctx.db.execute<{ hour: string }>(sql`
    select distinct date_trunc('hour', received_at) as hour from inbound_events
    where workspace_id = ${ctx.workspaceId} and channel_id = ${channelId} and received_at > ${from.toISOString()}::timestamptz`)
  return rows.map(({ hour }) => new Date(hour))
}
