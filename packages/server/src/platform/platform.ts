/** The platform of one process: everything below the slices, made once by main and by the test harness. */
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Ctx, Scope } from './ctx.ts'
import type { Database } from './db/client.ts'
import { createEventQueue, type Subscription } from './events.ts'
import type { Files } from './files.ts'
import { newId } from './ids.ts'
import type { Jobs } from './jobs.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mailer.ts'
import type { Outbound } from './outbound.ts'
import type { Vault } from './vault.ts'

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

export function createPlatform(parts: PlatformParts, subscriptions: readonly Subscription[]): Platform {
  const platform: Platform = {
    ...parts,
    inWorkspace: (scope, work) => runInWorkspace(platform, subscriptions, scope, work),
    url: (path) => `${parts.config.publicUrl ?? `http://${parts.config.host}:${parts.config.port}`}${path}`,
  }
  return platform
}

async function runInWorkspace<T>(
  platform: Platform,
  subscriptions: readonly Subscription[],
  scope: Scope,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  return platform.database.inWorkspace(scope.workspaceId, async (db) => {
    const events = createEventQueue(() => ctx, subscriptions)
    const ctx: Ctx = {
      db,
      workspaceId: scope.workspaceId,
      actor: scope.actor,
      now: () => platform.clock.now(),
      newId,
      events,
      jobs: { enqueue: (job, payload, options) => platform.jobs.enqueue(db, job, payload, options) },
      log: scope.log ?? platform.log,
      request: scope.request ?? null,
      platform,
    }
    const result = await work(ctx)
    await events.flush()
    return result
  })
}
