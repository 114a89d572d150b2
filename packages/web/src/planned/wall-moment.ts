/** Moments as a field of date and time holds them: on the wall of the workspace, wherever the browser stands. */
import { dayStart } from '../interests/day-bounds.ts'

/** `2026-11-22T10:00`. */
export function wallOf(moment: Date, timeZone: string | undefined): string {
  const words = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(moment)
  return words.replace(' ', 'T')
}

/** Undefined while the field is not filled in. */
export function momentOf(wall: string, timeZone: string | undefined): Date | undefined {
  const [, day, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(wall) ?? []
  if (day === undefined) return undefined
  const start = new Date(dayStart(day, timeZone)).getTime()
  return new Date(start + (Number(hours) * 60 + Number(minutes)) * 60_000)
}
