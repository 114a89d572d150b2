/** Orders of the feed and the place where a page starts: keyset, so that the last page costs what the first does. */
import type { FeedOrder } from '@otklik/contract'
import { and, asc, desc, eq, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { invalid } from '../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../platform/page.ts'
import { interests } from './interests.table.ts'

export interface OrderKey {
  id: string
  occurredAt: Date
  levelRank: number
}

export interface FeedSort {
  /** The order, over the table itself or over keys taken from it. */
  by(keys?: OrderColumns): SQL[]
  /** Walked one after another until the page is full. Each is a range of an index, or several to be merged by date, the newest first. */
  steps: (SQL | undefined)[][]
}

export type OrderColumns = Record<keyof OrderKey, AnyPgColumn>

export const byDate = (keys: OrderColumns = interests) => [desc(keys.occurredAt), desc(keys.id)]
const byAge = (keys: OrderColumns = interests) => [asc(keys.occurredAt), asc(keys.id)]
const byUrgency = (keys: OrderColumns = interests) => [desc(keys.levelRank), ...byAge(keys)]

/** `urgent` is the order of work: only what waits stands in it. */
export function feedSort(order: Exclude<FeedOrder, 'intent'>, cursor: string | undefined): FeedSort {
  const after = cursor ? readCursor(cursor) : undefined
  const place = after && sql`(${after.occurredAt.toISOString()}::timestamptz, ${after.id}::uuid)`
  const key = sql`(${interests.occurredAt}, ${interests.id})`
  if (order === 'newest') return { by: byDate, steps: [[place && sql`${key} < ${place}`]] }
  if (order === 'oldest') return { by: byAge, steps: [[place && sql`${key} > ${place}`]] }
  const open = isNull(interests.processedAt)
  if (!after) return { by: byUrgency, steps: [[open]] }
  return {
    by: byUrgency,
    steps: [
      [and(open, eq(interests.levelRank, after.levelRank), sql`${key} > ${place}`)],
      [and(open, lt(interests.levelRank, after.levelRank))],
    ],
  }
}

/** The first `limit` of the order; `read` reads one range. */
export async function walkSteps<T extends OrderKey>(
  sort: FeedSort,
  limit: number,
  read: (range: SQL | undefined, limit: number) => PromiseLike<T[]>,
): Promise<T[]> {
  const found: T[] = []
  for (const step of sort.steps) {
    const left = limit - found.length
    if (left <= 0) break
    const parts: T[] = []
    for (const range of step) parts.push(...(await read(range, left)))
    found.push(...(step.length > 1 ? parts.toSorted(newestFirst).slice(0, left) : parts))
  }
  return found
}

function newestFirst(a: OrderKey, b: OrderKey): number {
  return b.occurredAt.getTime() - a.occurredAt.getTime() || (a.id < b.id ? 1 : -1)
}

export function cursorOf(row: OrderKey): string {
  return encodeCursor([row.occurredAt.toISOString(), row.id, String(row.levelRank)])
}

export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function readCursor(cursor: string): OrderKey {
  const [date = '', id = '', rank = ''] = decodeCursor(cursor, 3)
  const occurredAt = new Date(date)
  const levelRank = Number(rank)
  if (Number.isNaN(occurredAt.getTime()) || !uuid.test(id) || !Number.isInteger(levelRank)) {
    throw invalid('This cursor is not one of ours: start from the first page', { cursor: 'unknown' })
  }
  return { occurredAt, id, levelRank }
}
