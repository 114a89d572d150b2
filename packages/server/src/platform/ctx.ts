/** What a verb gets: one transaction in one workspace, the person acting, the time. */
import type { Actor } from './actor.ts'
import type { Db } from './db/client.ts'
import type { Events } from './events.ts'
import type { EnqueueOptions, JobDefinition } from './jobs.ts'
import type { Log } from './log.ts'
import type { Platform } from './platform.ts'

export interface RequestInfo {
  id: string
  ip: string | null
  userAgent: string | null
}

export interface Ctx {
  db: Db
  workspaceId: string
  actor: Actor
  now(): Date
  newId(): string
  events: Events
  jobs: { enqueue<P>(job: JobDefinition<P>, payload: P, options?: EnqueueOptions): Promise<void> }
  log: Log
  request: RequestInfo | null
  /** Files, secrets, mail, search as owner. Never network inside the transaction. */
  platform: Platform
}

export interface Scope {
  workspaceId: string
  actor: Actor
  request?: RequestInfo | null
  log?: Log
}
