/** A letter as it came, and its cleaned page for a sandboxed frame. */
import { Buffer } from 'node:buffer'
import { sanitiseLetterHtml } from '../channels/email/index.ts'
import { AppError } from '../platform/errors.ts'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { getLetterRow, openLetter, readLetterBytes } from './letters.ts'

export const letterRawRoutes: readonly RawRoute[] = [
  { method: 'GET', path: '/api/v1/letters/:id/html', access: 'letters.read', handle: showHtml },
  { method: 'GET', path: '/api/v1/letters/:id/raw', access: 'letters.read', handle: download },
]

/** Nothing is loaded from anywhere, nothing runs, nothing is sent: only text, its shape, and pictures inside the letter. */
const letterPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox"

async function showHtml(call: RawCall): Promise<Response> {
  const html = await call.run(async (ctx) => {
    const letter = await openLetter(ctx, await getLetterRow(ctx, letterId(call)))
    if (!letter?.rawHtml) throw new AppError('NOT_FOUND', { message: 'This letter has no formatted text' })
    const clean = sanitiseLetterHtml(letter.rawHtml) ?? ''
    return letter.attachments.reduce((page, file) => {
      if (
        !file.contentId ||
        !file.content ||
        !file.mime.startsWith('image/') ||
        file.mime === 'image/svg+xml'
      )
        return page
      return page.replaceAll(
        `cid:${file.contentId}`,
        `data:${file.mime};base64,${Buffer.from(file.content).toString('base64')}`,
      )
    }, clean)
  })
  return new Response(
    `<!doctype html><meta charset="utf-8"><base target="_blank"><style>body{margin:12px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img,table{max-width:100%}</style>${html}`,
    {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': letterPolicy,
        'cache-control': 'private, max-age=3600',
      },
    },
  )
}

async function download(call: RawCall): Promise<Response> {
  const body = await call.run(async (ctx) =>
    readLetterBytes(ctx, (await getLetterRow(ctx, letterId(call))).letter.eventId),
  )
  return new Response(Buffer.from(body), {
    headers: {
      'content-type': 'message/rfc822',
      'content-disposition': 'attachment; filename="letter.eml"',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}

function letterId(call: RawCall): string {
  const id = call.params['id'] ?? ''
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new AppError('NOT_FOUND')
  return id
}
