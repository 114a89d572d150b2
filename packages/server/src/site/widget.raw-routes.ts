/** The script of the owner's page, and the frame it opens: everything a visitor sees comes from our origin. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { RawCall, RawRoute } from '../platform/http/raw-route.ts'
import { escapeHtml } from './form-page.ts'
import { getSite } from './public-channel.ts'
import { readLanguage } from './site-words.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'widget', 'dist')

export const widgetRoutes: readonly RawRoute[] = [
  asset('/widget.js', 'widget.js', 'text/javascript; charset=utf-8'),
  asset('/in/widget/app.js', 'app.js', 'text/javascript; charset=utf-8'),
  asset('/in/widget/app.css', 'app.css', 'text/css; charset=utf-8'),
  asset('/in/widget/page.css', 'page.css', 'text/css; charset=utf-8'),
  { method: 'GET', path: '/in/widget/:key/frame', access: 'public', handle: showFrame },
  { method: 'GET', path: '/in/widget/:key/preview', access: 'public', handle: showPreview },
]

const packed = new Map<string, { plain: Buffer; gzip: Buffer }>()

function asset(path: string, name: string, type: string): RawRoute {
  return {
    method: 'GET',
    path,
    access: 'public',
    handle: async (call) => {
      const found = readAsset(name)
      if (!found) return new Response('The widget is not built yet: run npm start', { status: 404 })
      const gzip = /\bgzip\b/.test(call.http.headers.get('accept-encoding') ?? '')
      const headers = new Headers({
        'content-type': type,
        'cache-control': 'public, max-age=300',
        vary: 'accept-encoding',
        // The owner's page loads it from another origin.
        'cross-origin-resource-policy': 'cross-origin',
      })
      if (gzip) headers.set('content-encoding', 'gzip')
      return new Response(new Uint8Array(gzip ? found.gzip : found.plain), { headers })
    },
  }
}

function readAsset(name: string): { plain: Buffer; gzip: Buffer } | undefined {
  const known = packed.get(name)
  if (known) return known
  try {
    const plain = readFileSync(join(folder, name))
    const both = { plain, gzip: gzipSync(plain, { level: 9 }) }
    packed.set(name, both)
    return both
  } catch {
    // Not built: the answer says so.
    return undefined
  }
}

/** Opens only inside the owner's sites; the browser itself keeps every other page from it. */
async function showFrame(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  const { config, key } = site
  const { title, greeting, color, chat, form, callback, reviews, hoursWords, policyUrl } = config
  const language = readLanguage(call, site)
  const view = {
    key,
    language,
    title,
    greeting,
    color,
    corner: config.corner,
    scheme: config.scheme,
    offers: { chat, form, callback, reviews },
    hoursWords,
    askPhone: config.askPhone !== '',
    policyUrl: policyUrl ?? '',
    origins: [...config.origins, new URL(call.platform.url('/')).origin, call.http.url.origin],
  }
  // A closing tag inside the words must not end the block.
  const data = JSON.stringify(view).replaceAll('<', '\\u003c')
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title || 'Отклик')}</title><link rel="stylesheet" href="/in/widget/app.css"></head><body><script type="application/json" id="config">${data}</script><script type="module" src="/in/widget/app.js"></script></body></html>`
  return html200(html, [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self' ${config.origins.join(' ')}`,
  ])
}

/** What the owner sees before the line of code is on their site. */
async function showPreview(call: RawCall): Promise<Response> {
  const site = await getSite(call)
  const { key, config } = site
  const language = readLanguage(call, site)
  const block = config.reviews ? '<div data-otklik="review" data-product="Пример товара"></div>' : ''
  return html200(
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Предпросмотр виджета</title><link rel="stylesheet" href="/in/widget/page.css"></head><body><main><h1>Предпросмотр виджета</h1><p>Так виджет выглядит на сайте: он в правом нижнем углу.</p>${block}</main><script src="/widget.js" data-key="${key}"></script></body></html>`,
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "frame-src 'self'",
      "frame-ancestors 'self'",
    ],
  )
}

function html200(html: string, policy: string[]): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': policy.join('; '),
    },
  })
}
