/** `/api/v1/openapi.json` for programs and `/api/docs` for people. */
import type { Hono } from 'hono'
import { version } from '../version.ts'
import { buildOpenApi } from './openapi.ts'
import type { RawRoute } from './raw-route.ts'
import { renderReference } from './reference-page.ts'
import type { Env } from './parts.ts'

export function addReference(app: Hono<Env>, rawRoutes: readonly RawRoute[]): void {
  // Made at the first request: it takes a while and most installations never ask.
  let document: ReturnType<typeof buildOpenApi> | undefined
  const read = () => (document ??= buildOpenApi(rawRoutes, version))
  app.get('/api/v1/openapi.json', async (c) => c.json(await read()))
  app.get('/api/docs', async (c) => c.html(renderReference(await read())))
}
