/** For those who run the installation: /healthz, /readyz and /metrics. */
import type { Hono, MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Env, HttpParts } from './parts.ts'

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
  const { live, database } = parts.platform
  gauge(registry, 'otklik_live_screens', 'Browsers on the live stream', () => live.count())
  gauge(registry, 'otklik_db_connections', 'Connections of the pool', () => database.pool.totalCount)
  gauge(registry, 'otklik_db_waiting', 'Requests waiting for a connection', () => database.pool.waitingCount)
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await parts.ready()) ? c.text('ready') : c.text('not ready', 503)))
  app.get('/metrics', async (c) =>
    c.body(await registry.metrics(), 200, { 'content-type': registry.contentType }),
  )
  return {
    observe: async (c, next) => {
      const end = duration.startTimer({ method: c.req.method })
      await next()
      end({ status: String(c.res.status) })
    },
  }
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [], collect: () => made.set(read()) })
  registry.registerMetric(made)
}
