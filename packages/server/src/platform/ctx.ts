/**
 * What code works with: `Ctx` inside one transaction of one workspace, `Platform` outside of it, and the jobs and events both know.
 * They name one another, so they stand together.
 */
import type { DomainEvent, EventType } from '@otklik/contract'
import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database, Db } from './db/client.ts'
import type { Files } from './files.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mailer.ts'
import type { Outbound } from './outbound.ts'
import type { Vault } from './vault.ts'

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

export interface PlatformParts {
  config: Config
  database: Database
  jobs: Jobs
  live: Live
  files: Files
  vault: Vault
  mailer: Mailer
  outbound: Outbound
  log: Log
  clock: Clock
}

export interface Platform extends PlatformParts {
  /** One transaction in one workspace: everything in `work` happens, with its jobs and events, or nothing does. */
  inWorkspace<T>(scope: Scope, work: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Address of a page or hook as people outside reach it. */
  url(path: string): string
}

export interface Events {
  emit(event: DomainEvent): Promise<void>
}

export interface Subscription {
  type: EventType
  react(ctx: Ctx, data: unknown): Promise<void>
}

export interface JobDefinition<P = never> {
  /** `mail.sync-folder`: noun, then what to do. */
  name: string
  payload: z.ZodType<P>
  /** Tries after the first; each waits longer. Default 5. */
  retries?: number
  /** Seconds before the first repeated try. Default 5. */
  retryDelay?: number
  /** Seconds after which a try counts as dead. Default 300. */
  timeout?: number
  /** At the same time in one process. Default 1. */
  concurrency?: number
  /** One waiting job per `singletonKey`: another is not made until it starts. */
  onePerKey?: boolean
  /** `cron` in the zone UTC: the job is made by the timer, with an empty payload. */
  cron?: string
  handle(platform: Platform, payload: P, job: { id: string; signal: AbortSignal }): Promise<void>
}

/** Any job, as lists hold it: the definition's own schema checks a payload before `handle`. */
export type AnyJob = Omit<JobDefinition<never>, 'payload'> & { payload: z.ZodType }

export interface EnqueueOptions {
  /** Not before. */
  startAfter?: Date
  /** While a job with this key waits, another is not made (jobs with `onePerKey`). */
  singletonKey?: string
  /** Higher goes first. */
  priority?: number
}

export interface Jobs {
  enqueue<P>(db: Db, job: JobDefinition<P>, payload: P, options?: EnqueueOptions): Promise<void>
  /** Starts workers for these jobs in this process. */
  work(platform: Platform, jobs: readonly AnyJob[]): Promise<void>
  /** Waits until nothing is waiting or running; for tests. */
  drain(timeoutMs?: number): Promise<void>
  /** Newest first, at most 500. */
  failed(scope?: FailedScope): Promise<FailedJob[]>
  retry(id: string): Promise<boolean>
  discard(id: string): Promise<boolean>
  stop(): Promise<void>
}

export interface FailedScope {
  workspaceId: string
  /** Also work that belongs to no workspace. */
  withInstallation: boolean
  id?: string
}

export interface FailedJob {
  id: string
  name: string
  workspaceId: string | null
  data: unknown
  error: string
  failedAt: Date
  attempts: number
}
