/** The platform of one process: everything below the slices, made once by main and by the test harness. */
import type { Ctx, Platform, PlatformParts, Scope, Subscription } from './ctx.ts'
import { createEventQueue } from './events.ts'
import { newId } from './ids.ts'

export type { Platform, PlatformParts } from './ctx.ts'

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
