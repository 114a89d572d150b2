/** A letter as it came, and its cleaned page for a sandboxed frame. */
import { Buffer } from 'node:buffer'
import type { Letter } from '../channels/email/index.ts'
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
  const { html, isSecret } = await call.run(async (ctx) => {
    const row = await getLetterRow(ctx, letterId(call))
    const letter = await openLetter(ctx, row, { sanitise: true }).catch(() => null)
    if (!letter?.html)
      throw new AppError('NOT_FOUND', { message: 'This letter has no formatted text that can be shown' })
    return { html: showPictures(letter.html, letter.attachments), isSecret: row.letter.outcome === 'secret' }
  })
  return new Response(
    `<!doctype html><meta charset="utf-8"><base target="_blank"><style>body{margin:12px;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img,table{max-width:100%}</style>${html}`,
    {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': letterPolicy,
        // A login code is not left on the disk of whoever looked.
        'cache-control': isSecret ? 'private, no-store' : 'private, max-age=3600',
      },
    },
  )
}

/** A letter may name one picture a thousand times; a page beyond this is an attack, and is shown without the rest. */
const largestPage = 40 * 1024 * 1024

function showPictures(html: string, files: Letter['attachments']): string {
  return files.reduce((page, file) => {
    if (!file.contentId || !file.content || !isPicture(file.mime)) return page
    const mark = `cid:${file.contentId}`
    const picture = `data:${file.mime};base64,${Buffer.from(file.content).toString('base64')}`
    const size = page.length + (page.split(mark).length - 1) * picture.length
    return size > largestPage ? page : page.replaceAll(mark, () => picture)
  }, html)
}

function isPicture(mime: string): boolean {
  return mime.startsWith('image/') && mime !== 'image/svg+xml'
}

async function download(call: RawCall): Promise<Response> {
  const body = await call.run(async (ctx) =>
    readLetterBytes(ctx, (await getLetterRow(ctx, letterId(call))).letter.eventId),
  )
  return new Response(Buffer.from(body), {
    headers: {
      'content-type': 'message/rfc822',
      'content-disposition': 'attachment; filename="letter.eml"',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  })
}

function letterId(call: RawCall): string {
  const id = call.params['id'] ?? ''
  if (!/^[0-9a-f-]{36}$/i.test(id)) throw new AppError('NOT_FOUND')
  return id
}
