/** Calls of a job that serves everything waiting at once: one for the first event, one for all that follow within the gap. */
import { sql } from 'drizzle-orm'
import type { Ctx } from './ctx.ts'
import { jobsChannel, type JobDefinition } from './jobs.ts'
import type { Platform } from './platform.ts'

interface Calls {
  /** When the last call was made or is planned, on the clock of the process. */
  last: number
  planned: boolean
}

/** A transaction that is still open when the planned job starts would be missed: it plans one more. */
const commitMs = 500

/**
 * Returns a function for reactions inside a transaction: an event costs nothing while a call is planned.
 * No unique key in the queue: two transactions would wait for each other. The owner of the job needs a sweep,
 * since the planned call may be rolled back together with its transaction.
 */
export function createBurst<P>(
  job: JobDefinition<P>,
  gapMs: number,
): (ctx: Ctx, key: string, payload: P) => Promise<void> {
  const known = new WeakMap<Platform, Map<string, Calls>>()
  return async (ctx, key, payload) => {
    const ofPlatform = known.get(ctx.platform) ?? new Map<string, Calls>()
    known.set(ctx.platform, ofPlatform)
    const now = performance.now()
    const before = ofPlatform.get(key)
    if (before?.planned && before.last - now > commitMs) return
    if (!before || now - before.last >= gapMs) {
      ofPlatform.set(key, { last: now, planned: false })
      return ctx.jobs.enqueue(job, payload)
    }
    const wait = Math.max(before.planned ? 0 : before.last + gapMs - now, commitMs * 2)
    ofPlatform.set(key, { last: now + wait, planned: true })
    wakeLater(ctx.platform, job.name, wait)
    // The queue counts in real time, whatever clock the verbs have.
    return ctx.jobs.enqueue(job, payload, { startAfter: new Date(Date.now() + wait) })
  }
}

/** Workers look by themselves every few seconds; this calls them at the moment. */
function wakeLater({ database }: Platform, name: string, wait: number): void {
  const call = () =>
    database.owner.execute(sql`select pg_notify(${jobsChannel}, ${name})`).catch(() => undefined)
  setTimeout(() => void call(), wait + 20).unref()
}
