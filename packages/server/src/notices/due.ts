/** When a letter or a push goes out: pace, quiet hours, distance to the one before. */
import type { EmailPace } from '@otklik/contract'
import { minutesOf, nextWallHour, nextWallTime, wallOf } from './wall-time.ts'

export interface Quiet {
  from: string
  to: string
  weekends: boolean
}

export interface Wishes {
  timeZone: string
  dailyAt: string
  quiet: Quiet | null
  urgentPasses: boolean
}

/** Letters «at once» to one person are never closer: five events of a minute come in one. */
export const letterGapMs = 2 * 60_000
export const pushGapMs = 30_000

export function letterDueAt(
  now: Date,
  pace: Exclude<EmailPace, 'off'>,
  wishes: Wishes & { last: Date | null; urgent: boolean },
): Date {
  // The hour of the daily letter is the person's own choice: quiet hours do not move it.
  if (pace === 'daily') return nextWallTime(now, wishes.dailyAt, wishes.timeZone)
  const earliest =
    pace === 'hourly' ? nextWallHour(now, wishes.timeZone) : notCloser(now, wishes.last, letterGapMs)
  return outsideQuiet(earliest, wishes)
}

export function pushDueAt(now: Date, wishes: Wishes & { last: Date | null; urgent: boolean }): Date {
  return outsideQuiet(notCloser(now, wishes.last, pushGapMs), wishes)
}

export function isQuiet(moment: Date, quiet: Quiet | null, timeZone: string): boolean {
  if (!quiet) return false
  const wall = wallOf(moment, timeZone)
  const weekday = wall.getUTCDay()
  if (quiet.weekends && (weekday === 0 || weekday === 6)) return true
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to
}

function outsideQuiet(
  moment: Date,
  { quiet, timeZone, urgent, urgentPasses }: Wishes & { urgent: boolean },
): Date {
  if (!quiet || (urgent && urgentPasses)) return moment
  let found = moment
  // A week has every case; quiet hours that never end let the word go then.
  for (let step = 0; step < 8 && isQuiet(found, quiet, timeZone); step++)
    found = nextWallTime(found, quiet.to, timeZone)
  return found
}

function notCloser(now: Date, last: Date | null, gap: number): Date {
  return last && last.getTime() + gap > now.getTime() ? new Date(last.getTime() + gap) : now
}
