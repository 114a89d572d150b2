/** What a row of an exported file holds, the same for CSV and XLSX. */
import type { ReportRow } from './report-rows.ts'
import { exportWord, valueWord, type Locale } from './export-words.ts'

export type Cell = string | number | Date | null

export interface RowNames {
  channels: ReadonlyMap<string, string>
  products: ReadonlyMap<string, string>
  members: ReadonlyMap<string, { name: string }>
}

interface ExportColumn {
  name: string
  /** In characters, for sheets. */
  width: number
  cell(row: ReportRow, names: RowNames, locale: Locale): Cell
}

export const exportColumns: readonly ExportColumn[] = [
  { name: 'occurredAt', width: 17, cell: (row) => row.occurredAt },
  { name: 'receivedAt', width: 17, cell: (row) => row.receivedAt },
  { name: 'sourceType', width: 16, cell: (row, _names, locale) => valueWord(row.sourceType, locale) },
  { name: 'activityClass', width: 14, cell: (row, _names, locale) => valueWord(row.activityClass, locale) },
  { name: 'channel', width: 20, cell: (row, names) => names.channels.get(row.channelId ?? '') ?? null },
  { name: 'sourceTitle', width: 28, cell: (row) => row.sourceTitle },
  { name: 'sourceUrl', width: 34, cell: (row) => row.sourceUrl },
  { name: 'author', width: 22, cell: (row) => row.authorName },
  { name: 'authorProfile', width: 28, cell: (row) => row.author?.profileUrl ?? null },
  { name: 'authorEmail', width: 24, cell: (row) => row.author?.email ?? null },
  { name: 'authorPhone', width: 18, cell: (row) => row.author?.phone ?? null },
  { name: 'action', width: 14, cell: (row, _names, locale) => valueWord(row.action, locale) },
  { name: 'text', width: 60, cell: (row) => row.text },
  { name: 'product', width: 24, cell: (row, names) => names.products.get(row.productId ?? '') ?? null },
  {
    name: 'responsible',
    width: 20,
    cell: (row, names) => names.members.get(row.responsibleId ?? '')?.name ?? null,
  },
  { name: 'level', width: 20, cell: (row, _names, locale) => valueWord(row.level, locale) },
  {
    name: 'isPublic',
    width: 10,
    cell: (row, _names, locale) => exportWord(row.isPublic ? 'yes' : 'no', locale),
  },
  { name: 'rating', width: 8, cell: (row) => row.rating },
  { name: 'answeredAt', width: 17, cell: (row) => row.answeredAt },
  { name: 'processedAt', width: 17, cell: (row) => row.processedAt },
  { name: 'processedBy', width: 20, cell: (row) => row.processedByName },
  { name: 'processedWay', width: 20, cell: (row, _names, locale) => valueWord(row.processedWay, locale) },
  { name: 'processedReason', width: 28, cell: (row) => row.processedReason },
  { name: 'proofs', width: 8, cell: (row) => row.proofCount },
  { name: 'id', width: 38, cell: (row) => row.id },
]

export function headWords(locale: Locale): string[] {
  return exportColumns.map(({ name }) => exportWord(name, locale))
}

export function cellsOf(row: ReportRow, names: RowNames, locale: Locale): Cell[] {
  return exportColumns.map(({ cell }) => cell(row, names, locale))
}

/**
 * A spreadsheet takes a text that begins like this for a formula, and a formula from a stranger can fetch and send.
 * An apostrophe in front makes it text. Leading spaces do not save: some programs trim them. The last four are the wide forms of = + - @.
 */
const formulaStart = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

export function withoutFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text
}
