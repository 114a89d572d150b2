/** Routes that are not JSON endpoints (streams, uploads, pushes). They declare their access like endpoints do and are walked by the same test. */
import type { Access } from '@otklik/contract'
import type { Actor } from '../actor.ts'
import type { Ctx } from '../ctx.ts'
import type { Platform } from '../platform.ts'
import type { Caller, HttpRequest } from './access.ts'

export interface RawCall {
  platform: Platform
  request: Request
  http: HttpRequest
  params: Record<string, string>
  caller: Caller
  /** Empty string and a system actor only on public routes. */
  workspaceId: string
  actor: Actor
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

export interface RawRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS'
  /** Hono pattern: `/api/v1/files/:id`. */
  path: string
  access: Access
  /** Bytes a body may have. Default 1 MiB. */
  maxBody?: number
  handle(call: RawCall): Promise<Response>
}
