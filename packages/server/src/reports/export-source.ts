/** Pages of cells for a file: each page is a short transaction of its own, so that a slow reader holds nothing in the database. */
import type { ReportRowsFilter } from '@otklik/contract'
import { memberBriefs } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { cellsOf, type Cell } from './export-columns.ts'
import type { Locale } from './export-words.ts'
import { channelNames, distinct, productNames } from './report-names.ts'
import { readReportRows, type ReportRow } from './report-rows.ts'

const pageSize = 1000

export interface ExportQuery {
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
  filter: ReportRowsFilter
  timeZone: string
  locale: Locale
  /** The moment the number of rows was told. */
  startedAt: Date
}

export async function* exportPages(query: ExportQuery): AsyncGenerator<Cell[][], void, undefined> {
  const { filter, startedAt, locale } = query
  let cursor: string | undefined
  do {
    const page = await query.run(async (ctx) => {
      const { rows, nextCursor } = await readReportRows(ctx, {
        filter,
        cursor,
        limit: pageSize,
        receivedBefore: startedAt,
      })
      const names = await readNames(ctx, rows)
      return { cells: rows.map((row) => cellsOf(row, names, locale)), nextCursor }
    })
    yield page.cells
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

async function readNames(ctx: Ctx, rows: readonly ReportRow[]) {
  return {
    channels: await channelNames(
      ctx,
      rows.map((row) => row.channelId),
    ),
    products: await productNames(
      ctx,
      rows.map((row) => row.productId),
    ),
    members: await memberBriefs(ctx, distinct(rows.map((row) => row.responsibleId))),
  }
}
