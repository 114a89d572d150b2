/** Numbers of a report as people read them. */
import { formatDuration } from '@otklik/ui'

/** «83 %»; a dash when there is nothing to take a share of. */
export function share(part: number, whole: number, locale: string): string {
  return whole === 0 ? '–' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part / whole)
}

/** «12 мин»; «меньше минуты» is said as seconds; a dash without answers. */
export function waiting(seconds: number | null, locale: string): string {
  if (seconds === null) return '–'
  if (seconds >= 60) return formatDuration(seconds * 1000, locale)
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(seconds)
}

/** «+12 %», «−5 %»; undefined when there was nothing before or nothing changed. */
export function change(now: number, before: number, locale: string): string | undefined {
  if (before === 0 || now === before) return undefined
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'always' }).format(now / before - 1)
}

/** Percentage points between two shares; undefined when one of them does not exist or they round to the same. */
export function points(now: { part: number; whole: number }, before: { part: number; whole: number }): number | undefined {
  if (now.whole === 0 || before.whole === 0) return undefined
  const difference = Math.round((now.part / now.whole - before.part / before.whole) * 100)
  return difference === 0 ? undefined : difference
}
