/** When the thing happened at the source. */
import type { Letter } from '../letter.ts'

const day = 24 * 60 * 60 * 1000

/** The sender's date while it is within two days of arrival, else the arrival: dates are sender-made. */
export function occurredAtOf(letter: Letter, receivedAt: Date, found: Date | null | undefined): Date {
  if (
    found &&
    found.getTime() <= receivedAt.getTime() + 2 * day &&
    found.getTime() > receivedAt.getTime() - 366 * day
  )
    return found
  if (letter.date !== null && Math.abs(letter.date.getTime() - receivedAt.getTime()) <= 2 * day)
    return letter.date
  return receivedAt
}

/** A written date that names its zone: «20.11.2026 12:15 МСК», `2026-11-20T12:15:00+03:00`. Without a zone it is a guess: null. */
export function readZonedDate(text: string): Date | null {
  const iso = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/.exec(text)?.[0]
  if (iso !== undefined) return validDate(iso)
  const match =
    /(\d{2})\.(\d{2})\.(\d{4}),?\s+(?:в\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*\(?(МСК|MSK|UTC|GMT)?(?:([+-])(\d{1,2})(?::?(\d{2}))?)?\)?/u.exec(
      text,
    )
  if (match === null || (match[7] === undefined && match[8] === undefined)) return null
  const [, dd, mm, yyyy, hour, minute, second, zone, sign, zoneHour, zoneMinute] = match
  const base = zone === 'МСК' || zone === 'MSK' ? 180 : 0
  const shift =
    sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute ?? 0))
  const utc = Date.UTC(
    Number(yyyy),
    Number(mm) - 1,
    Number(dd),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  )
  return validDate(utc - (base + shift) * 60_000)
}

function validDate(value: string | number): Date | null {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}
