/** `GET /api/v1/reports/rows.csv` and `.xlsx`: all rows of a figure as a file. The export stands in the log before its first byte leaves. */
import { ReportRowsFilter } from '@otklik/contract'
import { recordAudit } from '../audit/index.ts'
import { invalid } from '../platform/errors.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { getWorkspace } from '../workspaces/index.ts'
import { streamCsv } from './export-csv.ts'
import type { ExportQuery } from './export-source.ts'
import type { Locale } from './export-words.ts'
import { streamXlsx } from './export-xlsx.ts'
import { readPeriod } from './report-period.ts'
import { countReportRows } from './report-rows.ts'

const formats = {
  csv: { mime: 'text/csv; charset=utf-8', stream: streamCsv },
  xlsx: { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', stream: streamXlsx },
} as const

export const reportRawRoutes: readonly RawRoute[] = [
  {
    method: 'GET',
    path: '/api/v1/reports/rows.csv',
    access: 'interests.export',
    handle: (call) => exportRows(call, 'csv'),
  },
  {
    method: 'GET',
    path: '/api/v1/reports/rows.xlsx',
    access: 'interests.export',
    handle: (call) => exportRows(call, 'xlsx'),
  },
]

async function exportRows(call: RawCall, format: keyof typeof formats): Promise<Response> {
  const filter = readFilter(call.http.url)
  const { query, rows } = await call.run(async (ctx) => {
    const { timeZone } = await readPeriod(ctx, filter)
    const startedAt = ctx.now()
    const count = await countReportRows(ctx, { filter, receivedBefore: startedAt })
    await recordAudit(ctx, {
      action: 'interests.exported',
      object: { kind: 'report', id: null },
      after: { format, rows: count, filter },
    })
    return { query: { filter, timeZone, startedAt }, rows: count }
  })
  const locale = await readLocale(call)
  const { mime, stream } = formats[format]
  const source: ExportQuery = { ...query, locale, run: call.run }
  return new Response(stream(source), {
    headers: {
      'content-type': mime,
      'content-disposition': `attachment; filename="otklik-${filter.from.slice(0, 10)}-${filter.to.slice(0, 10)}.${format}"`,
      'cache-control': 'no-store',
      'otklik-rows': String(rows),
    },
  })
}

/** Words of the file: as asked, else as the workspace speaks. */
async function readLocale(call: RawCall): Promise<Locale> {
  const asked = call.http.url.searchParams.get('lang')
  return asked === 'ru' || asked === 'en'
    ? asked
    : (await getWorkspace(call.platform, call.workspaceId)).locale
}

/** Names of the address that are not filters. */
const otherNames = new Set(['workspace', 'lang'])

function readFilter({ searchParams }: URL): ReportRowsFilter {
  const names = [...new Set(searchParams.keys())].filter((name) => !otherNames.has(name))
  const values = Object.fromEntries(names.map((name) => [name, searchParams.getAll(name).join(',')]))
  const parsed = ReportRowsFilter.strict().safeParse(values)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join('.') || 'filter', issue.message]),
  )
  throw invalid('A filter of the export is wrong', fields)
}
