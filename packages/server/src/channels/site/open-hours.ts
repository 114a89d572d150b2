/** Are people there now? By the clock of the workspace. Pure. */
import type { Config } from './config.ts'

export function isOpenAt(
  { workDays, workFrom, workTo }: Pick<Config, 'workDays' | 'workFrom' | 'workTo'>,
  at: Date,
  timeZone: string,
): boolean {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const closed = { daily: [], six: ['Sun'], weekdays: ['Sat', 'Sun'] }[workDays]
  if (closed.some((day) => day === parts['weekday'])) return false
  if (workFrom === workTo) return true
  const now = `${parts['hour']}:${parts['minute']}`
  // A shift over midnight is open at both ends of the day.
  return workFrom < workTo ? workFrom <= now && now < workTo : now >= workFrom || now < workTo
}
