/** The sender's own date, when it can be believed at all. */

const earliest = Date.UTC(1995, 0, 1)
const furthestAhead = 2 * 24 * 60 * 60 * 1000
const zones: Record<string, string> = {
  MSK: '+0300',
  MSD: '+0400',
  YEKT: '+0500',
  NOVT: '+0700',
  ALMT: '+0600',
  UT: '+0000',
  Z: '+0000',
}

/** Null for no date, nonsense, and dates before mail or more than two days ahead of `now`. A date without zone is read as UTC. */
export function parseLetterDate(value: string | null, now: Date): Date | null {
  const bare = (value ?? '')
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (!/\d{1,2}[ -][a-z]{3,9}[ -]\d{2,4}|[a-z]{3,9} \d{1,2},? .*\d{4}|\d{4}-\d{2}-\d{2}/i.test(bare))
    return null
  const zoned = bare.replace(/\b([A-Z]{1,4})$/, (name) => zones[name] ?? name)
  const hasZone = /(?:[+-]\d{2}:?\d{2}|GMT|UTC|[A-Z]{3,4}|Z)$/.test(zoned)
  const time = Date.parse(hasZone ? zoned : `${zoned} +0000`)
  const known = Number.isNaN(time) ? Date.parse(`${zoned.replace(/ [A-Z]{1,5}$/, '')} +0000`) : time
  return Number.isNaN(known) || known < earliest || known > now.getTime() + furthestAhead
    ? null
    : new Date(known)
}
