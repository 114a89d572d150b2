/** Rows behind a figure, newest first: for the screen a page at a time, for files one page after another. */
import type { Interest, ReportRowsFilter } from '@otklik/contract'
import { and, count, desc, getTableColumns, lte, sql, type SQL } from 'drizzle-orm'
import { viewInterests } from '../interests/index.ts'
import { interests } from '../interests/interests.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { decodeCursor, encodeCursor, type Page } from '../platform/page.ts'
import { rowConditions } from './report-conditions.ts'
import { readPeriod, readTimeZone } from './report-period.ts'
import { withWords } from './reports.search.ts'
import { invalid } from '../platform/errors.ts'

const {
  search: _search,
  quoted: _quoted,
  fields: _fields,
  recognisedBy: _recognisedBy,
  ...columns
} = getTableColumns(interests)

export type ReportRow = Omit<typeof interests.$inferSelect, 'search' | 'quoted' | 'fields' | 'recognisedBy'>

export interface RowsQuery {
  filter: ReportRowsFilter
  cursor?: string | undefined
  limit: number
  /** Cards that came later are not meant: the number of rows was told before. */
  receivedBefore?: Date
}

export async function listReportRows(
  ctx: Ctx,
  { cursor, limit, ...filter }: ReportRowsFilter & { cursor?: string | undefined; limit: number },
): Promise<Page<Interest> & { count: number }> {
  await readPeriod(ctx, filter)
  const { rows, nextCursor } = await readReportRows(ctx, { filter, cursor, limit })
  const items = await viewInterests(
    ctx,
    rows.map((row) => ({ ...row, text: row.text.slice(0, 601) })),
  )
  return { items, nextCursor, count: await countReportRows(ctx, { filter }) }
}

export async function readReportRows(
  ctx: Ctx,
  query: RowsQuery,
): Promise<{ rows: ReportRow[]; nextCursor: string | null }> {
  const place = query.cursor === undefined ? undefined : readPlace(query.cursor)
  const after =
    place && sql`(${interests.occurredAt}, ${interests.id}) < (${place.date}::timestamptz, ${place.id}::uuid)`
  const conditions = [...(await conditionsOf(ctx, query)), ...(after ? [after] : [])]
  const rows = await withWords(ctx, query.filter, () =>
    ctx.db
      .select(columns)
      .from(interests)
      .where(and(...conditions))
      .orderBy(desc(interests.occurredAt), desc(interests.id))
      .limit(query.limit + 1),
  )
  const page = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return { rows: page, nextCursor: last ? encodeCursor([last.occurredAt.toISOString(), last.id]) : null }
}

export async function countReportRows(
  ctx: Ctx,
  query: Pick<RowsQuery, 'filter' | 'receivedBefore'>,
): Promise<number> {
  const conditions = await conditionsOf(ctx, query)
  const [row] = await withWords(ctx, query.filter, () =>
    ctx.db
      .select({ count: count() })
      .from(interests)
      .where(and(...conditions)),
  )
  return row?.count ?? 0
}

async function conditionsOf(
  ctx: Ctx,
  { filter, receivedBefore }: Pick<RowsQuery, 'filter' | 'receivedBefore'>,
): Promise<SQL[]> {
  const conditions = await rowConditions(ctx, filter, await readTimeZone(ctx))
  return receivedBefore ? [...conditions, lte(interests.receivedAt, receivedBefore)] : conditions
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function readPlace(cursor: string): { date: string; id: string } {
  const [date = '', id = ''] = decodeCursor(cursor, 2)
  if (Number.isNaN(Date.parse(date)) || !uuid.test(id))
    throw invalid('This cursor is not one of ours: start from the first page', { cursor: 'unknown' })
  return { date, id }
}
