/** Days of the workspace as moments, so that «сегодня» is the same for a colleague in another zone. */
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** First moment of the day; a moment passes as it is. */
export function dayStart(value: string, timeZone: string | undefined): string {
  return DAY.test(value) ? midnight(value, timeZone).toISOString() : value
}

/** First moment after the day, which the server does not count; a moment passes as it is. */
export function dayEnd(value: string, timeZone: string | undefined): string {
  if (!DAY.test(value)) return value
  const next = new Date(`${value}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return midnight(next.toISOString().slice(0, 10), timeZone).toISOString()
}

/** «2026-11-22» of a moment in the zone; `shift` days later or earlier. */
export function dayOf(moment: Date, timeZone: string | undefined, shift = 0): string {
  const options = timeZone === undefined ? {} : { timeZone }
  const day = new Intl.DateTimeFormat('sv', { dateStyle: 'short', ...options }).format(moment)
  const shifted = new Date(`${day}T00:00:00Z`)
  shifted.setUTCDate(shifted.getUTCDate() + shift)
  return shifted.toISOString().slice(0, 10)
}

function midnight(day: string, timeZone: string | undefined): Date {
  const guess = new Date(`${day}T00:00:00Z`)
  const first = new Date(guess.getTime() - offsetAt(guess, timeZone))
  // The offset at UTC midnight may differ from that at local midnight on the day clocks change.
  return new Date(guess.getTime() - offsetAt(first, timeZone))
}

/** Milliseconds the zone is ahead of UTC at the moment. */
function offsetAt(moment: Date, timeZone: string | undefined): number {
  const options = timeZone === undefined ? {} : { timeZone }
  const local = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', ...options }).format(
    moment,
  )
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(moment.getTime() / 1000) * 1000
}
