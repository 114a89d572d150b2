/** What the HTTP door is made of. */
import type { HttpBindings } from '@hono/node-server'
import type { AnyRouter } from '@orpc/server'
import type { Platform } from '../platform.ts'
import type { Authenticator } from './access.ts'
import type { RawRoute } from './raw-route.ts'

export interface HttpParts {
  platform: Platform
  auth: Authenticator
  router: AnyRouter
  rawRoutes: readonly RawRoute[]
  /** better-auth's own handler under /api/auth. */
  authHandler: (request: Request) => Promise<Response>
  ready: () => Promise<boolean>
}

export type Env = { Bindings: HttpBindings }
