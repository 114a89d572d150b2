/** Names of days and months of the report. They are already days of the workspace, so they are read as UTC. */

export function dayName(day: string, locale: string): string {
  return named(`${day}T00:00:00Z`, locale, { day: 'numeric', month: 'short' })
}

export function monthName(month: string, locale: string): string {
  return named(`${month}-01T00:00:00Z`, locale, { month: 'short', year: 'numeric' })
}

/** 1 is Monday. 5 January 1970 was one. */
export function weekdayName(weekday: number, locale: string, width: 'short' | 'long' = 'short'): string {
  return named(new Date(Date.UTC(1970, 0, 4 + weekday)).toISOString(), locale, { weekday: width })
}

/** «1 ноя – 22 ноя 2026». */
export function daysName({ from, to }: { from: string; to: string }, locale: string): string {
  const last = named(`${to}T00:00:00Z`, locale, { day: 'numeric', month: 'short', year: 'numeric' })
  if (from === to) return last
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const first = sameYear
    ? dayName(from, locale)
    : named(`${from}T00:00:00Z`, locale, { day: 'numeric', month: 'short', year: 'numeric' })
  return `${first} – ${last}`
}

/** The days of a month that lie in the period. */
export function stretchOfMonth(
  month: string,
  { from, to }: { from: string; to: string },
): { from: string; to: string } {
  const end = new Date(`${month}-01T00:00:00Z`)
  end.setUTCMonth(end.getUTCMonth() + 1, 0)
  const first = `${month}-01`
  const last = end.toISOString().slice(0, 10)
  return { from: first < from ? from : first, to: last > to ? to : last }
}

/** In Russian months are three letters without a dot and years have no «г.», as everywhere in the interface. */
function named(moment: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const parts = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).formatToParts(
    new Date(moment),
  )
  if (!locale.startsWith('ru')) return parts.map(({ value }) => value).join('')
  const words = parts.map(({ type, value }) => (type === 'month' ? value.slice(0, 3) : value)).join('')
  return words.replace(/\s*г\.$/, '')
}
