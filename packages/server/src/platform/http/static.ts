/** The built client: hashed files for ever, the page itself always fresh, every unknown path is the page (its router decides). */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import type { MiddlewareHandler } from 'hono'

const clientFolder = join(import.meta.dirname, '..', '..', '..', '..', 'web', 'dist')

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

export function serveClient(folder: string = clientFolder): MiddlewareHandler {
  return async (c) => {
    const found = findFile(folder, new URL(c.req.url).pathname)
    if (!found) return c.text('The interface is not built yet: run npm start', 503)
    const { path, gzip } = found
    const hashed = path.includes(`${sep}assets${sep}`)
    const headers: Record<string, string> = {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
    }
    const packed = gzip && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    if (packed) headers['content-encoding'] = 'gzip'
    return c.body(readFileSync(packed ? `${path}.gz` : path), 200, headers)
  }
}

function findFile(folder: string, pathname: string): { path: string; gzip: boolean } | undefined {
  const wanted = normalize(join(folder, safeDecode(pathname)))
  const inside = wanted.startsWith(folder + sep) && existsSync(wanted) && statSync(wanted).isFile()
  const path = inside ? wanted : join(folder, 'index.html')
  if (!existsSync(path)) return undefined
  return { path, gzip: existsSync(`${path}.gz`) }
}

function safeDecode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return '/'
  }
}
