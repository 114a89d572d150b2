/** The calendar of tokens and certificates: people hear of an end fourteen, three and one day before it. */
import type { Ctx } from '../platform/ctx.ts'
import type { Inspection } from './channel.ts'
import type { ChannelRow } from './channel-rows.ts'

const daysBefore = [1, 3, 14] as const
const dayMs = 86_400_000

/** Which reminder an end is due for: the nearest one reached; null while it is far, or past. */
export function dueReminder(end: Date, now: Date): number | null {
  const left = (end.getTime() - now.getTime()) / dayMs
  return left < 0 ? null : (daysBefore.find((days) => left <= days) ?? null)
}

/** Tells what is due and was not told; resolves to what was told so far, by end. */
export async function remindOfEnds(
  ctx: Ctx,
  row: ChannelRow,
  expires: Inspection['expires'],
): Promise<Record<string, number>> {
  const told: Record<string, number> = {}
  for (const { what, at } of expires) {
    const key = `${what.en} ${at.toISOString()}`
    const before = row.reminded[key] ?? Infinity
    const due = dueReminder(at, ctx.now())
    if (due === null || due >= before) {
      if (before !== Infinity) told[key] = before
      continue
    }
    told[key] = due
    const day = at.toISOString().slice(0, 10)
    const words = {
      ru: `${what.ru}: действует до ${day}. Обновите заранее, иначе приём остановится.`,
      en: `${what.en}: valid until ${day}. Renew it in time, or receiving will stop.`,
    }
    await ctx.events.emit({ type: 'channel.warned', data: { channelId: row.id, name: row.name, words } })
  }
  return told
}
