/** Makes what came from outside fit for the database, without changing a word a person can see. */
import { createHash } from 'node:crypto'
import type { Inbound } from '../channels/channel.ts'

/** A longer key would not fit an index. */
const longestKey = 500
const dayMs = 86_400_000

/** PostgreSQL stores neither NUL nor half a surrogate pair; keys have a length; a date that has not come yet would stand first for ever. */
export function storableInbound(inbound: Inbound, now: Date): Inbound {
  const { attachments, occurredAt, ...rest } = inbound
  const clean = cleanStrings(rest)
  return {
    ...clean,
    externalId: shortKey(clean.externalId),
    objectKey: clean.objectKey === null ? null : shortKey(clean.objectKey),
    ...(clean.objectId && { objectId: shortKey(clean.objectId) }),
    ...(clean.parentKey && { parentKey: shortKey(clean.parentKey) }),
    ...(clean.fold && { fold: { key: shortKey(clean.fold.key) } }),
    occurredAt: isPlausible(occurredAt, now) ? occurredAt : now,
    attachments,
  }
}

export function cleanStrings<T>(value: T): T
export function cleanStrings(value: unknown): unknown {
  if (typeof value === 'string')
    return value.includes('\0') || !value.isWellFormed() ? value.replaceAll('\0', '').toWellFormed() : value
  if (Array.isArray(value)) return value.map((item: unknown) => cleanStrings(item))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanStrings(item)]))
}

/** The beginning for people, the hash for certainty. */
export function shortKey(key: string): string {
  if (key.length <= longestKey) return key
  return `${key.slice(0, 200)}:${createHash('sha256').update(key).digest('hex')}`
}

function isPlausible(date: Date, now: Date): boolean {
  const time = date.getTime()
  return time > 0 && time < now.getTime() + dayMs
}
