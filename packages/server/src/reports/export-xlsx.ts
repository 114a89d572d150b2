/** XLSX written row by row into the answer. */
import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import type ExcelJS from 'exceljs'
import { exportColumns, withoutFormula, type Cell } from './export-columns.ts'
import { exportPages, type ExportQuery } from './export-source.ts'
import { exportWord } from './export-words.ts'
import { wallClock } from './report-period.ts'

/** A sheet holds 1 048 576 rows; the next ones go to a second sheet. */
const sheetRows = 1_000_000
/** A cell holds no more. */
const cellLength = 32_767

export function streamXlsx(query: ExportQuery): ReadableStream<Uint8Array> {
  const out = new PassThrough({ highWaterMark: 256 * 1024 })
  writeWorkbook(out, query).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  return Readable.toWeb(out) as ReadableStream<Uint8Array>
}

async function writeWorkbook(out: PassThrough, query: ExportQuery): Promise<void> {
  // A tenth of the program's memory: loaded when somebody wants a sheet.
  const { default: Excel } = await import('exceljs')
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true })
  let sheet = addSheet(book, query, 1)
  let written = 0
  for await (const page of exportPages(query)) {
    for (const cells of page) {
      if (written > 0 && written % sheetRows === 0) {
        sheet.commit()
        sheet = addSheet(book, query, written / sheetRows + 1)
      }
      sheet.addRow(cells.map((cell) => cellValue(cell, query.timeZone))).commit()
      written += 1
    }
    await taken(out)
  }
  sheet.commit()
  await book.commit()
}

function addSheet(
  book: ExcelJS.stream.xlsx.WorkbookWriter,
  { locale }: ExportQuery,
  number: number,
): ExcelJS.Worksheet {
  const name = exportWord('sheet', locale)
  const sheet = book.addWorksheet(number === 1 ? name : `${name} ${number}`, {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = exportColumns.map(({ name: column, width }) => ({
    header: exportWord(column, locale),
    width,
    ...(column.endsWith('At') && { style: { numFmt: 'yyyy-mm-dd hh:mm' } }),
  }))
  const head = sheet.getRow(1)
  head.font = { bold: true }
  head.commit()
  return sheet
}

/** Waits until the reader has taken what is written; a reader who went away ends the work. */
async function taken(out: PassThrough): Promise<void> {
  while (out.writableNeedDrain && !out.destroyed) await Promise.race([once(out, 'drain'), once(out, 'close')])
  if (out.destroyed) throw new Error('the reader of the file went away')
}

/** Sheets know no zones: the clock on the wall is written. Texts are texts and never formulas; the apostrophe guards the next saving as CSV. */
function cellValue(cell: Cell, timeZone: string): Cell {
  if (cell instanceof Date) return new Date(wallClock(cell, timeZone))
  return typeof cell === 'string' ? withoutFormula(withoutControls(cell)).slice(0, cellLength) : cell
}

/** XML has no place for these signs; one of them would make the whole file unreadable. */
function withoutControls(text: string): string {
  return text
    .replace(/[\p{Cc}--[\t\n\r\x7f-\x9f]]|[\uFFFE\uFFFF]/gv, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
}
