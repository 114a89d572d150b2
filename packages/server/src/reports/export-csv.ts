/** CSV as Excel in Russia opens it by a double click: UTF-8 with the mark, semicolons. */
import { stringify } from 'csv-stringify/sync'
import { headWords, withoutFormula, type Cell } from './export-columns.ts'
import { exportPages, type ExportQuery } from './export-source.ts'
import { wallClock } from './report-period.ts'

const delimiter = ';'

/** Reads the next page when the reader has taken the last: a million rows never stand in memory. */
export function streamCsv(query: ExportQuery): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const pages = exportPages(query)
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${stringify([headWords(query.locale)], { delimiter })}`))
    },
    async pull(controller) {
      const { done, value } = await pages.next()
      if (done) return controller.close()
      controller.enqueue(
        encoder.encode(
          stringify(
            value.map((cells) => cells.map((cell) => wordOf(cell, query.timeZone))),
            { delimiter },
          ),
        ),
      )
    },
    async cancel() {
      await pages.return()
    },
  })
}

function wordOf(cell: Cell, timeZone: string): string {
  if (cell === null) return ''
  if (cell instanceof Date)
    return new Date(wallClock(cell, timeZone)).toISOString().slice(0, 19).replace('T', ' ')
  return typeof cell === 'number' ? String(cell) : withoutFormula(cell)
}
