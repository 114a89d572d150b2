/** The period of a report and the equal one before it, in days of the workspace's zone. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { workspaces } from '../workspaces/workspaces.table.ts'

/** `from` counts, `to` does not. */
export interface Range {
  from: Date
  to: Date
}

export interface ReportPeriod extends Range {
  timeZone: string
  previous: Range
}

/** Ten years of days: a longer period has no readable page. */
const longest = 3660 * 86_400_000

export async function readPeriod(
  ctx: Ctx,
  { from, to }: { from: string; to: string },
): Promise<ReportPeriod> {
  const range = { from: new Date(from), to: new Date(to) }
  if (range.to <= range.from) throw invalid('The period ends before it begins', { to: 'before from' })
  if (range.to.getTime() - range.from.getTime() > longest)
    throw invalid('A report covers at most ten years', { from: 'too early' })
  const timeZone = await readTimeZone(ctx)
  return { ...range, timeZone, previous: previousOf(range, timeZone, ctx.now()) }
}

export async function readTimeZone(ctx: Ctx): Promise<string> {
  const [row] = await ctx.db
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(sql`${workspaces.id} = ${ctx.workspaceId}`)
  return row?.timeZone ?? 'UTC'
}

/**
 * As many days, just before. A period that still runs is compared with the same part of the previous one:
 * a morning against a whole yesterday would always look like a fall.
 */
export function previousOf({ from, to }: Range, timeZone: string, now: Date): Range {
  const elapsed = now > from && now < to ? now : to
  const wallFrom = wallClock(from, timeZone)
  const length = wallClock(to, timeZone) - wallFrom
  const back = (moment: Date) => momentOf(wallClock(moment, timeZone) - length, timeZone)
  return { from: back(from), to: back(elapsed) }
}

/** Days of the range as «2026-11-22», also the empty ones. */
export function daysOf({ from, to }: Range, timeZone: string): string[] {
  const days: string[] = []
  const last = isoDay(wallClock(new Date(to.getTime() - 1), timeZone))
  for (
    let day = isoDay(wallClock(from, timeZone));
    day <= last;
    day = isoDay(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
  )
    days.push(day)
  return days
}

/** 1 is Monday. */
export function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}

/** What the clock on the wall shows, written as if it were UTC. */
export function wallClock(moment: Date, timeZone: string): number {
  return moment.getTime() + offsetAt(moment, timeZone)
}

/** The moment at which the clock on the wall shows this; of two such moments the earlier, of none the one after the jump. */
function momentOf(wall: number, timeZone: string): Date {
  const guess = new Date(wall - offsetAt(new Date(wall), timeZone))
  return new Date(wall - offsetAt(guess, timeZone))
}

function isoDay(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Milliseconds the zone is ahead of UTC at the moment. */
function offsetAt(moment: Date, timeZone: string): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  clocks.set(timeZone, clock)
  const shown = Date.parse(`${clock.format(moment).replace(' ', 'T')}Z`)
  return shown - Math.floor(moment.getTime() / 1000) * 1000
}
