/** Headers of every answer. The page loads nothing from foreign servers; letters are shown in a sandboxed frame. */
import type { MiddlewareHandler } from 'hono'
import type { Config } from '../config.ts'

const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  // Mantine writes sizes into style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export function securityHeaders(config: Config): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', pagePolicy)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'same-origin')
    headers.set('cross-origin-opener-policy', 'same-origin')
    if (config.publicUrl?.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')
  }
}
