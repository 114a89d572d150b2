/** `GET /api/v1/audit/export.csv`: the whole log by the same filters, streamed page by page. The export itself stands in the log. */
import { AuditFilter, type AuditEntry } from '@otklik/contract'
import { stringify } from 'csv-stringify/sync'
import { invalid } from '../platform/errors.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { listAudit } from './audit-log.ts'
import { recordAudit } from './audit.ts'

const pageSize = 1000

const columns = [
  'at',
  'actor_kind',
  'actor',
  'action',
  'object_kind',
  'object_id',
  'before',
  'after',
  'reason',
  'note',
  'ip',
  'user_agent',
]

export const auditRawRoutes: readonly RawRoute[] = [
  { method: 'GET', path: '/api/v1/audit/export.csv', access: 'audit.read', handle: exportAudit },
]

async function exportAudit(call: RawCall): Promise<Response> {
  const filter = readFilter(call.http.url)
  await call.run((ctx) =>
    recordAudit(ctx, { action: 'audit.exported', object: { kind: 'audit', id: null }, after: { ...filter } }),
  )
  const body = streamRows(call, filter)
  const day = call.platform.clock.now().toISOString().slice(0, 10)
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="otklik-audit-${day}.csv"`,
    },
  })
}

/** Reads the next page when the reader has taken the last: a million rows never stand in memory. */
function streamRows(call: RawCall, filter: AuditFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cursor: string | undefined
  return new ReadableStream({
    start(controller) {
      // Excel takes UTF-8 only with this mark, and in Russia splits cells by semicolons.
      controller.enqueue(encoder.encode(`\uFEFF${stringify([columns], { delimiter: ';' })}`))
    },
    async pull(controller) {
      const page = await call.run((ctx) => listAudit(ctx, filter, { cursor, limit: pageSize }))
      if (page.items.length > 0)
        controller.enqueue(
          encoder.encode(stringify(page.items.map(cellsOf), { delimiter: ';', escape_formulas: true })),
        )
      if (page.nextCursor === null) controller.close()
      else cursor = page.nextCursor
    },
  })
}

function cellsOf(entry: AuditEntry): string[] {
  const { by, object, reason } = entry
  return [
    entry.at,
    by.kind,
    by.name,
    entry.action,
    object.kind,
    object.id ?? '',
    json(entry.before),
    json(entry.after),
    reason?.code ?? '',
    entry.note ?? '',
    entry.ip ?? '',
    entry.userAgent ?? '',
  ]
}

function json(value: unknown): string {
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

function readFilter(url: URL): AuditFilter {
  const { workspace: _workspace, ...values } = Object.fromEntries(url.searchParams)
  const parsed = AuditFilter.safeParse(values)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
  throw invalid('A filter of the export is wrong', fields)
}
