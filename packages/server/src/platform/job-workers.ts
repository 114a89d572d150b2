/** Workers of one process. A notice calls one of a queue, not all: each call is a look into the database. Whoever finds a job calls the next, so that a backlog is met by all. */
import type { Job, PgBoss } from 'pg-boss'
import type { AnyJob, Platform } from './ctx.ts'
import { errorMessage } from './errors.ts'

/** Notices of the database are the usual way; looking by themselves serves what was put off and a notice that got lost. */
const firstLooksEverySeconds = 5
const othersLookEverySeconds = 30
/** A called worker has looked by then; called again before, it would only look twice. */
const callTakesMs = 50

interface Worker {
  id: string
  busy: boolean
  calledAt: number
}

export interface Workers {
  start(platform: Platform, jobs: readonly AnyJob[]): Promise<void>
  /** There may be a job in this queue. */
  call(queue: string): void
}

export function createWorkers(boss: PgBoss): Workers {
  const byQueue = new Map<string, Worker[]>()

  function call(queue: string): void {
    const workers = byQueue.get(queue) ?? []
    const now = Date.now()
    const free = workers.find(({ busy, calledAt }) => !busy && now - calledAt > callTakesMs)
    // Where all are at work each looks again when it is done.
    for (const worker of free ? [free] : workers) {
      worker.calledAt = now
      boss.notifyWorker(worker.id)
    }
  }

  async function startOne(platform: Platform, job: AnyJob, isFirst: boolean): Promise<Worker> {
    const worker: Worker = { id: '', busy: false, calledAt: 0 }
    const options = {
      pollingIntervalSeconds: isFirst ? firstLooksEverySeconds : othersLookEverySeconds,
      batchSize: 1,
    }
    worker.id = await boss.work<object>(job.name, options, async (batch) => {
      worker.busy = true
      call(job.name)
      try {
        await runBatch(platform, job, batch)
      } finally {
        worker.busy = false
      }
    })
    return worker
  }

  return {
    call,
    start: async (platform, jobs) => {
      for (const job of jobs) {
        const workers: Worker[] = []
        byQueue.set(job.name, workers)
        for (let place = 0; place < (job.concurrency ?? 1); place++)
          workers.push(await startOne(platform, job, place === 0))
      }
    },
  }
}

async function runBatch(platform: Platform, job: AnyJob, batch: Job<object>[]): Promise<void> {
  for (const { id, data, signal } of batch) {
    const log = platform.log.child({ job: job.name, jobId: id })
    try {
      // The definition's own schema has just made it what its `handle` takes.
      await job.handle(platform, job.payload.parse(data) as never, { id, signal })
    } catch (error) {
      log.warn({ err: error }, `job failed: ${errorMessage(error)}`)
      throw error
    }
  }
}
