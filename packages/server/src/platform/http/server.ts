/** The HTTP door: API, raw routes, sign-in, health, metrics and the built client. */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { StartError } from '../errors.ts'
import type { Platform } from '../platform.ts'
import { admit, peerAddressHeader, type HttpRequest } from './access.ts'
import type { ApiContext } from './api.ts'
import { operations } from './operations.ts'
import type { Env, HttpParts } from './parts.ts'
import { problemResponse } from './problem.ts'
import { addReference } from './reference.ts'
import type { RawCall, RawRoute } from './raw-route.ts'
import { securityHeaders } from './security-headers.ts'
import { serveClient } from './static.ts'

/** JSON of ordinary endpoints; uploads have their own raw route and limit. */
const maxJson = 2 * 1024 * 1024

export function createHttpApp(parts: HttpParts): Hono<Env> {
  const app = new Hono<Env>()
  const metrics = operations(app, parts)
  app.use('*', securityHeaders(parts.platform.config))
  app.use('/api/*', metrics.observe)
  app.on(
    ['GET', 'POST'],
    '/api/auth/*',
    (c) => refuseForeignOrigin(c) ?? parts.authHandler(withPeerAddress(c, parts.platform)),
  )
  addReference(app, parts.rawRoutes)
  for (const route of parts.rawRoutes) addRawRoute(app, parts, route)
  addApi(app, parts)
  app.get('*', serveClient())
  return app
}

/** Listens; a busy port is told in words. */
export async function listenHttp(
  app: Hono<Env>,
  platform: Platform,
): Promise<{ port: number; close(): Promise<void> }> {
  const { host, port } = platform.config
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port, autoCleanupIncoming: false }, (info) => {
      resolve({ port: info.port, close: () => closeServer(server) })
    }) as Server
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new StartError(
            `Port ${port} on ${host} is busy. Stop the program that uses it, or choose another: PORT=${port + 1} npm start`,
          ),
        )
      else if (error.code === 'EACCES')
        reject(
          new StartError(
            `This account may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`,
          ),
        )
      else reject(error)
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    // Live streams never end by themselves.
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 2000).unref()
  })
}

function addApi(app: Hono<Env>, parts: HttpParts): void {
  const handler = new OpenAPIHandler<ApiContext>(parts.router)
  app.use(
    '/api/v1/*',
    bodyLimit({
      maxSize: maxJson,
      onError: () => problemResponse(413, 'TOO_LARGE', 'The request is larger than 2 MB'),
    }),
  )
  app.all('/api/v1/*', async (c) => {
    const refused = refuseForeignOrigin(c)
    if (refused) return refused
    const responseHeaders = new Headers()
    const context: ApiContext = {
      platform: parts.platform,
      auth: parts.auth,
      request: readRequest(c, parts.platform),
      responseHeaders,
    }
    const { matched, response } = await handler.handle(c.req.raw, { prefix: '/api/v1', context })
    if (!matched) return problemResponse(404, 'NOT_FOUND', 'There is no such address in the API')
    for (const [name, value] of responseHeaders) response.headers.append(name, value)
    return response
  })
}

function addRawRoute(app: Hono<Env>, parts: HttpParts, route: RawRoute): void {
  const limit = bodyLimit({
    maxSize: route.maxBody ?? 1024 * 1024,
    onError: () =>
      problemResponse(
        413,
        'TOO_LARGE',
        `At most ${Math.round((route.maxBody ?? 1024 * 1024) / 1024 / 1024)} MB`,
      ),
  })
  app.on(route.method, route.path, limit, async (c) => {
    const refused = route.access === 'public' ? undefined : refuseForeignOrigin(c)
    if (refused) return refused
    try {
      return await route.handle(await openRawCall(c, parts, route))
    } catch (error) {
      return problemResponse.of(error, parts.platform)
    }
  })
}

async function openRawCall(c: Context<Env>, parts: HttpParts, route: RawRoute): Promise<RawCall> {
  const { platform } = parts
  const http = readRequest(c, platform)
  const { caller, place } = await admit(parts.auth, http, route.access)
  const scope = place ?? { workspaceId: '', actor: { kind: 'system' as const, name: 'public' } }
  return {
    platform,
    request: c.req.raw,
    http,
    params: c.req.param() as Record<string, string>,
    caller,
    ...scope,
    run: (work) => platform.inWorkspace({ ...scope, request: http.info }, work),
  }
}

function readRequest(c: Context<Env>, platform: Platform): HttpRequest {
  // The last address is the one our own proxy saw; those before it are the client's words.
  const forwarded = platform.config.trustProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : undefined
  return {
    headers: c.req.raw.headers,
    url: new URL(c.req.url),
    info: {
      id: c.req.header('x-request-id')?.slice(0, 100) ?? randomUUID(),
      ip: (forwarded || undefined) ?? c.env?.incoming?.socket.remoteAddress ?? null,
      userAgent: c.req.header('user-agent')?.slice(0, 300) ?? null,
    },
  }
}

/** Throttling and the list of sessions need the true address: a client's own words about it are thrown away. */
function withPeerAddress(c: Context<Env>, platform: Platform): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.delete(peerAddressHeader)
  const { ip } = readRequest(c, platform).info
  if (ip) headers.set(peerAddressHeader, ip)
  return new Request(c.req.raw, { headers })
}

/**
 * A page of another site may neither use the person's cookie, nor sign them in as somebody else, nor make itself the owner of a
 * fresh program on their machine: an unsafe request of a browser must come from our own origin. No page can send a key unasked.
 */
function refuseForeignOrigin(c: Context<Env>): Response | undefined {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return undefined
  if (!c.req.header('cookie') && c.req.header('authorization')) return undefined
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  const sameSite = site
    ? site === 'same-origin' || site === 'none'
    : !origin || hostOf(origin) === new URL(c.req.url).host
  return sameSite
    ? undefined
    : problemResponse(403, 'FORBIDDEN', 'Requests from other sites are not accepted')
}

/** A sandboxed page sends the word `null`. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
