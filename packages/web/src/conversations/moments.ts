import { dayOf } from '../interests/day-bounds.ts'
import { momentOf } from '../planned/wall-moment.ts'

/** In an hour, this evening if it is still to come, tomorrow morning, next Monday morning. */
export function usualMoments(now: Date, timeZone: string | undefined): Date[] {
  const today = dayOf(now, timeZone)
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay()
  const toMonday = (8 - weekday) % 7 || 7
  const hour = new Date(Math.ceil((now.getTime() + 3_600_000) / 60_000) * 60_000)
  const walls = [
    `${today}T18:00`,
    `${dayOf(now, timeZone, 1)}T10:00`,
    `${dayOf(now, timeZone, toMonday)}T10:00`,
  ]
  const rest = walls.flatMap((wall) => momentOf(wall, timeZone) ?? []).filter((moment) => moment > hour)
  const seen = new Set<number>()
  return [hour, ...rest].filter((moment) => !seen.has(moment.getTime()) && seen.add(moment.getTime()))
}
