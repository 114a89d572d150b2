/** Rows of an uploaded CSV or XLSX as texts, and where the headings stand. */
import { Readable } from 'node:stream'
import { invalid } from '../platform/errors.ts'
import { readCsv } from '../templates/index.ts'
import { findHeadings } from './headings.ts'

const maxRows = 100_000

export interface Sheet {
  headings: string[]
  rows: { number: number; cells: string[] }[]
}

export async function readSheet(content: Uint8Array): Promise<Sheet> {
  const cells = isZip(content) ? await readXlsx(content) : readCsv(decode(content))
  const head = findHeadings(cells)
  const headings = (cells[head] ?? []).map((cell) => cell.trim())
  const rows = cells
    .map((row, index) => ({ number: index + 1, cells: row }))
    .slice(head + 1)
    .filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  if (headings.length < 2 || rows.length === 0)
    throw invalid('There are no rows under headings in this file', { file: 'no_rows' })
  if (rows.length > maxRows) throw tooMany()
  return { headings, rows }
}

function isZip(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b
}

/** Spreadsheets of this country still write cp1251; no text of it is valid UTF-8 by chance. */
function decode(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1251').decode(content)
  }
}

/** The first sheet with rows, read as a stream, so that an endless one stops at the limit. */
async function readXlsx(content: Uint8Array): Promise<string[][]> {
  const { default: Excel } = await import('exceljs')
  const options = {
    sharedStrings: 'cache',
    styles: 'cache',
    worksheets: 'emit',
    hyperlinks: 'ignore',
  } as const
  const rows: string[][] = []
  try {
    for await (const sheet of new Excel.stream.xlsx.WorkbookReader(Readable.from([content]), options)) {
      for await (const row of sheet) {
        if (row.number > maxRows + 50) throw tooMany()
        const cells: string[] = []
        row.eachCell({ includeEmpty: true }, (cell, column) => {
          cells[column - 1] = cell.value instanceof Date ? cell.value.toISOString() : cell.text
        })
        while (rows.length < row.number - 1) rows.push([])
        rows.push(Array.from(cells, (cell) => cell ?? ''))
      }
      if (rows.length > 0) break
    }
  } catch (error) {
    if (error instanceof Error && error.name === tooMany().name) throw error
    throw invalid('This is not an XLSX file that can be read', { file: 'unreadable' })
  }
  return rows
}

function tooMany() {
  return invalid(`At most ${maxRows} rows in a file: split it`, { file: 'too_many_rows' })
}
