/** The upload of a file of mentions: read before it is kept, so that a file that cannot be read is refused at once. */
import { prepareFile } from '../files/index.ts'
import { invalid } from '../platform/errors.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { keepImport } from './listening-imports.ts'
import { readSheet } from './read-sheet.ts'

const maxUpload = 50 * 1024 * 1024

export const listeningImportRawRoutes: readonly RawRoute[] = [
  {
    method: 'POST',
    path: '/api/v1/listening-imports/file',
    access: 'channels.manage',
    maxBody: maxUpload,
    handle: upload,
  },
]

async function upload(call: RawCall): Promise<Response> {
  const content = new Uint8Array(await call.request.arrayBuffer())
  if (content.byteLength === 0) throw invalid('The file is empty')
  const name = nameOf(call.request.headers.get('otklik-file-name'))
  const sheet = await readSheet(content)
  const file = await prepareFile(call.platform, call.workspaceId, { name, content, claimedMime: 'text/csv' })
  return Response.json(await call.run((ctx) => keepImport(ctx, file, sheet)), { status: 201 })
}

function nameOf(header: string | null): string {
  try {
    return decodeURIComponent(header ?? '') || 'file'
  } catch {
    throw invalid('The header otklik-file-name must be percent-encoded')
  }
}
