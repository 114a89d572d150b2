/** Pages of the feed, counts of what matches. */
import type { FeedOrder, Interest, InterestFilter } from '@otklik/contract'
import { and, count, lte, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import type { Page } from '../platform/page.ts'
import { readCounters } from './interest-counts.ts'
import { filterConditions, isNarrowed } from './interest-filter.ts'
import { intentCursorOf, intentSort } from './interest-intent-order.ts'
import { cursorOf, feedSort, walkSteps, type FeedSort, type OrderKey } from './interest-order.ts'
import { areInterests, interestColumns, type InterestBriefRow } from './interest-row.ts'
import { countFound, searchInterests } from './interests.search.ts'
import { interests } from './interests.table.ts'
import { viewInterests } from './interests.view.ts'

export interface FeedQuery extends InterestFilter {
  order: FeedOrder
  cursor?: string | undefined
  limit: number
}

const { quoted: _quoted, fields: _fields, recognisedBy: _recognisedBy, ...rest } = interestColumns

/** A line of the feed needs no more than the beginning of a long text. */
const briefColumns = { ...rest, text: sql<string>`left(${interests.text}, 601)` }

export async function listInterests(ctx: Ctx, query: FeedQuery): Promise<Page<Interest>> {
  const { order, cursor, limit, ...filter } = query
  const sort = order === 'intent' ? await intentSort(ctx, cursor) : feedSort(order, cursor)
  const rows = await readRows(ctx, filter, { sort, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  const place = last && (order === 'intent' ? await intentCursorOf(ctx, last) : cursorOf(last))
  return { items: await viewInterests(ctx, page), nextCursor: place ?? null }
}

export interface IdPage {
  cursor: string | null
  limit: number
  /** Cards that came later are not meant. */
  receivedBefore: Date
}

/** Ids of the next cards that match, newest first; for mass changes, which go on from the cursor while cards leave the filter. */
export async function listInterestIds(
  ctx: Ctx,
  filter: InterestFilter,
  page: IdPage,
): Promise<{ ids: string[]; cursor: string | null }> {
  const sort = feedSort('newest', page.cursor ?? undefined)
  const conditions = [
    ...(await filterConditions(ctx, filter)),
    lte(interests.receivedAt, page.receivedBefore),
  ]
  const { limit } = page
  const keys = filter.q?.trim()
    ? await searchInterests(ctx, filter.q, conditions, { sort, limit })
    : await readKeys(ctx, conditions, { sort, limit })
  const last = keys.at(-1)
  return { ids: keys.map((key) => key.id), cursor: last && keys.length === limit ? cursorOf(last) : null }
}

/** Exact. A bare tab is read from the counters; anything narrower is counted. */
export async function countInterests(ctx: Ctx, filter: InterestFilter): Promise<number> {
  if (filter.tab && filter.tab !== 'auto' && !isNarrowed(filter)) return (await readCounters(ctx))[filter.tab]
  const conditions = await filterConditions(ctx, filter)
  if (filter.q?.trim()) return countFound(ctx, filter.q, conditions)
  const [row] = await ctx.db
    .select({ count: count() })
    .from(interests)
    .where(and(...conditions))
  return row?.count ?? 0
}

interface RowPage {
  sort: FeedSort
  limit: number
}

async function readRows(ctx: Ctx, filter: InterestFilter, page: RowPage): Promise<InterestBriefRow[]> {
  if (filter.q?.trim()) return readFound(ctx, filter, page)
  const conditions = await filterConditions(ctx, filter)
  return walkSteps(page.sort, page.limit, (range, limit) =>
    ctx.db
      .select(briefColumns)
      .from(interests)
      .where(and(...conditions, range))
      .orderBy(...page.sort.by())
      .limit(limit),
  )
}

async function readFound(ctx: Ctx, filter: InterestFilter, page: RowPage): Promise<InterestBriefRow[]> {
  const keys = await searchInterests(ctx, filter.q ?? '', await filterConditions(ctx, filter), page)
  if (keys.length === 0) return []
  const rows = await ctx.db
    .select(briefColumns)
    .from(interests)
    .where(
      areInterests(
        ctx,
        keys.map((key) => key.id),
      ),
    )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return keys.flatMap((key) => byId.get(key.id) ?? [])
}

function readKeys(ctx: Ctx, conditions: SQL[], page: RowPage): Promise<OrderKey[]> {
  return walkSteps(page.sort, page.limit, (range, limit) =>
    ctx.db
      .select({ id: interests.id, occurredAt: interests.occurredAt, levelRank: interests.levelRank })
      .from(interests)
      .where(and(...conditions, range))
      .orderBy(...page.sort.by())
      .limit(limit),
  )
}
