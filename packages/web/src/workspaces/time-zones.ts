/** Time zones as the browser knows them. */

/** The zone of this browser; UTC when it does not say or says something no calendar can count by. */
export function browserZone(): string {
  const zone: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return knownZone(zone)
}

/** A zone one can count by, UTC for anything else. Other names of UTC become UTC, which is how the list calls it. */
export function knownZone(zone: string | undefined): string {
  if (zone === undefined || !/^[A-Za-z]/.test(zone)) return 'UTC'
  try {
    const found = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
    return /^(?:(?:Etc\/)?(?:UTC|GMT|Unknown)|UTC)$/.test(found) ? 'UTC' : zone
  } catch {
    return 'UTC'
  }
}

/** The list of the browser lacks UTC and former names of zones. */
export function listZones(locale: string, current: string): { value: string; label: string }[] {
  const now = new Date()
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current])]
    .map((zone) => ({ zone, offset: offsetMinutes(zone, now) }))
    .toSorted((a, b) => a.offset - b.offset || a.zone.localeCompare(b.zone, locale))
    .map(({ zone, offset }) => ({
      value: zone,
      label: zone === 'UTC' ? 'UTC' : `${offsetWords(offset)} ${zone.replaceAll('_', ' ')}`,
    }))
}

function offsetMinutes(timeZone: string, now: Date): number {
  const name =
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(name)
  if (!found) return 0
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]))
}

function offsetWords(minutes: number): string {
  const absolute = Math.abs(minutes)
  const rest = absolute % 60
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(absolute / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
