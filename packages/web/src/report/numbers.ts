/** Numbers of a report as people read them. */

/** «83 %»; a dash when there is nothing to take a share of. */
export function share(part: number, whole: number, locale: string): string {
  return whole === 0
    ? '–'
    : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part / whole)
}

/** «+12 %», «−5 %», «×36» from tenfold on; undefined when there was nothing before or nothing changed. */
export function change(now: number, before: number, locale: string): string | undefined {
  if (before === 0 || now === before) return undefined
  if (now / before >= 10)
    return `×${new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(now / before)}`
  const words = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  }).format(now / before - 1)
  return withMinus(words)
}

/** Percentage points between two shares; undefined when one of them does not exist or they round to the same. */
export function points(
  now: { part: number; whole: number },
  before: { part: number; whole: number },
): number | undefined {
  if (now.whole === 0 || before.whole === 0) return undefined
  const difference = Math.round((now.part / now.whole - before.part / before.whole) * 100)
  return difference === 0 ? undefined : difference
}

/** A hyphen is too short beside figures. */
export function withMinus(words: string): string {
  return words.replace('-', '\u2212')
}
