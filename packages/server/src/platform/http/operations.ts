/** For those who run the installation: /healthz, /readyz and /metrics. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Env, HttpParts } from './parts.ts'
import { problemResponse } from './problem.ts'

export function operations(
  app: Hono<Env>,
  parts: Pick<HttpParts, 'platform' | 'ready'>,
): { observe: MiddlewareHandler } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'otklik_http_request_seconds',
    help: 'Time to answer, by method and status',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  })
  const { live, database, config } = parts.platform
  gauge(registry, 'otklik_live_screens', 'Browsers on the live stream', () => live.count())
  gauge(registry, 'otklik_db_connections', 'Connections of the pool', () => database.pool.totalCount)
  gauge(registry, 'otklik_db_waiting', 'Requests waiting for a connection', () => database.pool.waitingCount)
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await parts.ready()) ? c.text('ready') : c.text('not ready', 503)))
  app.get('/metrics', async (c) =>
    mayMeasure(c, config.metricsToken)
      ? c.body(await registry.metrics(), 200, { 'content-type': registry.contentType })
      : problemResponse(404, 'NOT_FOUND', 'There is no such address'),
  )
  return {
    observe: async (c, next) => {
      const end = duration.startTimer({ method: c.req.method })
      await next()
      end({ status: String(c.res.status) })
    },
  }
}

/** With a token set, only by it. Without one, only from this machine, and not through a proxy on it: that speaks for the whole world. */
function mayMeasure(c: Context<Env>, token: string | null): boolean {
  if (token !== null) return isSame(c.req.header('authorization') ?? '', `Bearer ${token}`)
  const address = c.env?.incoming?.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
  const isForwarded = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].some((name) => c.req.header(name))
  return (address === '::1' || address.startsWith('127.')) && !isForwarded
}

/** In the same time for any guess. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [], collect: () => made.set(read()) })
  registry.registerMetric(made)
}
