/** When people work: weekly hours, days that differ, in the zone of the workspace. Pure. */
import type { BusinessHours } from '@otklik/contract'

export function isOpenAt(hours: BusinessHours, at: Date, timeZone: string): boolean {
  const { date, weekday, time } = wallTime(at, timeZone)
  const special = hours.days.find((day) => day.date === date)
  if (special) return within(special.hours, time)
  return hours.week === null || within(hours.week[weekday] ?? [], time)
}

/** The next moment people are here, within two weeks; null: not known, or open now. For the words of an off-hours answer. */
export function nextOpening(hours: BusinessHours, at: Date, timeZone: string): Date | null {
  if (isOpenAt(hours, at, timeZone)) return null
  const stepMs = 5 * 60_000
  const first = Math.ceil(at.getTime() / stepMs) * stepMs
  for (let time = first; time <= first + 14 * 86_400_000; time += stepMs) {
    if (isOpenAt(hours, new Date(time), timeZone)) return new Date(time)
  }
  return null
}

function within(intervals: readonly { from: string; to: string }[], time: string): boolean {
  return intervals.some(({ from, to }) => from <= time && time < to)
}

/** Monday is 0. */
function wallTime(at: Date, timeZone: string): { date: string; weekday: number; time: string } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'short',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? ''),
    time: `${parts['hour']}:${parts['minute']}`,
  }
}
