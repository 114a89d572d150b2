/** Upload and download. What comes back is shown in the page only when it is a picture; the rest is saved, never opened here. */
import { Buffer } from 'node:buffer'
import { AppError, invalid } from '../platform/errors.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { keepFile, prepareFile, readFile, viewFile } from './files.ts'

const maxUpload = 25 * 1024 * 1024
const shown = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

export const fileRoutes: readonly RawRoute[] = [
  { method: 'POST', path: '/api/v1/files', access: 'interests.work', maxBody: maxUpload, handle: upload },
  { method: 'GET', path: '/api/v1/files/:id', access: 'interests.read', handle: download },
]

/** Body: the bytes. Headers: `otklik-file-name` (percent-encoded) and content-type. */
async function upload(call: RawCall): Promise<Response> {
  const content = new Uint8Array(await call.request.arrayBuffer())
  if (content.byteLength === 0) throw invalid('The file is empty')
  const name = decodeName(call.request.headers.get('otklik-file-name'))
  const claimedMime = call.request.headers.get('content-type') ?? ''
  const file = await prepareFile(call.platform, call.workspaceId, { name, content, claimedMime })
  const row = await call.run((ctx) => keepFile(ctx, file))
  const { fileId, ...view } = viewFile(row)
  return Response.json({ id: fileId, ...view }, { status: 201 })
}

async function download(call: RawCall): Promise<Response> {
  const id = call.params['id'] ?? ''
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new AppError('NOT_FOUND')
  const { row, content } = await call.run((ctx) => readFile(ctx, id))
  const inline = shown.has(row.mime)
  return new Response(Buffer.from(content), {
    headers: {
      'content-type': inline ? row.mime : 'application/octet-stream',
      'content-length': String(row.size),
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(row.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=86400, immutable',
      'x-content-type-options': 'nosniff',
    },
  })
}

function decodeName(header: string | null): string {
  try {
    return decodeURIComponent(header ?? '') || 'file'
  } catch {
    throw invalid('The header otklik-file-name must be percent-encoded')
  }
}
