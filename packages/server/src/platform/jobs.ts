/** Work after the answer: pg-boss on the same PostgreSQL. A job is enqueued in the transaction of the change that needs it. */
import { sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import { programRole, type Database, type Db } from './db/client.ts'
import type { AnyJob, EnqueueOptions, FailedJob, FailedScope, JobDefinition, Jobs } from './ctx.ts'
import { createWorkers } from './job-workers.ts'
import type { Log } from './log.ts'

export type { AnyJob, JobDefinition, Jobs } from './ctx.ts'

export function defineJob<P>(definition: JobDefinition<P>): JobDefinition<P> {
  return definition
}

export const jobsChannel = 'otklik_jobs'
const schema = 'pgboss'
/** A worker that was killed is missed after this: its jobs run again long before their time limit. */
const heartbeatSeconds = 30
const lookForDeadSeconds = 15

export async function createJobs(database: Database, log: Log, jobs: readonly AnyJob[]): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.pool.query(text, values ? [...values] : undefined) },
    schema,
    persistWarnings: false,
    superviseIntervalSeconds: lookForDeadSeconds,
    monitorIntervalSeconds: lookForDeadSeconds,
  })
  boss.on('error', (error) => log.error({ err: error }, 'job queue trouble'))
  await boss.start()
  await letProgramEnqueue(database)
  for (const job of jobs) await declareQueue(boss, job)
  const workers = createWorkers(boss)
  const waker = await listenForJobs(database, log, workers.call)
  const soon = createReminders(database, log)
  return {
    enqueue: async (db, job, payload, options) => {
      await enqueue({ boss, db }, job, payload, options)
      if (options?.startAfter) soon.remind(job.name, options.startAfter)
    },
    work: workers.start,
    drain: (timeoutMs) => drain(database, timeoutMs),
    failed: (scope) => listFailed(database, scope),
    retry: (id) => retryFailed(boss, database, id),
    discard: (id) => discardFailed(database, id),
    stop: async () => {
      soon.stop()
      await waker()
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

/** Verbs enqueue inside their own transaction, which runs as the program's role. */
async function letProgramEnqueue(database: Database): Promise<void> {
  await database.pool.query(`grant usage on schema ${schema} to ${programRole}`)
  await database.pool.query(
    `grant select, insert, update, delete on all tables in schema ${schema} to ${programRole}`,
  )
}

async function declareQueue(boss: PgBoss, job: AnyJob): Promise<void> {
  const options = {
    retryLimit: job.retries ?? 5,
    retryDelay: job.retryDelay ?? 5,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: job.timeout ?? 300,
    heartbeatSeconds,
    // A failed job stays for a month, so that a person can look at it and run it again.
    deleteAfterSeconds: 30 * 86_400,
  }
  const existing = await boss.getQueue(job.name)
  if (existing) await boss.updateQueue(job.name, options)
  else await boss.createQueue(job.name, { ...options, policy: job.onePerKey ? 'short' : 'standard' })
  if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'UTC' })
}

async function enqueue<P>(
  { boss, db }: { boss: PgBoss; db: Db },
  job: JobDefinition<P>,
  payload: P,
  options: EnqueueOptions = {},
): Promise<void> {
  const data = job.payload.parse(payload) as object
  await boss.send(job.name, data, {
    db: { executeSql: (text, values) => runIn(db, text, values) },
    ...(options.startAfter && { startAfter: options.startAfter }),
    ...(options.singletonKey && { singletonKey: options.singletonKey }),
    ...(options.priority !== undefined && { priority: options.priority }),
  })
  if (!options.startAfter) await db.execute(sql`select pg_notify(${jobsChannel}, ${job.name})`)
}

/** pg-boss writes its own SQL with `$1` places; it must run on the connection of our transaction, as the owner of its tables. */
async function runIn(db: Db, text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }> {
  return db.$client.query(text, values ? [...values] : undefined)
}

/** Further ahead the workers' own looks are soon enough. */
const soonMs = 60_000

/** A job put off by seconds is called to its moment. The workers may be another process, so the call goes through the database. */
function createReminders(
  database: Database,
  log: Log,
): { remind(queue: string, at: Date): void; stop(): void } {
  const timers = new Set<NodeJS.Timeout>()
  return {
    remind: (queue, at) => {
      const left = at.getTime() - Date.now()
      if (left > soonMs) return
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          database.pool
            .query('select pg_notify($1, $2)', [jobsChannel, queue])
            .catch((error: unknown) => log.warn({ err: error }, 'workers were not called'))
        },
        Math.max(0, left) + 20,
      )
      timer.unref()
      timers.add(timer)
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

async function listenForJobs(
  database: Database,
  log: Log,
  wake: (name: string) => void,
): Promise<() => Promise<void>> {
  const { listen } = await import('./listen.ts')
  return listen(database, log, { [jobsChannel]: wake })
}

async function drain(database: Database, timeoutMs = 30_000): Promise<void> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const { rows } = await database.pool.query<{ n: string }>(
      `select count(*) as n from ${schema}.job where state < 'completed' and start_after <= now() and name not like '\\_\\_%'`,
    )
    if (Number(rows[0]?.n ?? 0) === 0) return
    if (Date.now() > end) throw new Error(`jobs still under way after ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

async function listFailed(database: Database, scope?: FailedScope): Promise<FailedJob[]> {
  const { rows } = await database.pool.query<{
    id: string
    name: string
    data: Record<string, unknown> | null
    output: unknown
    completed_on: Date
    retry_count: number
  }>(
    `select id, name, data, output, completed_on, retry_count from ${schema}.job
     where state = 'failed' and ($1::text is null or data->>'workspaceId' = $1 or ($2 and data->>'workspaceId' is null))
       and ($3::uuid is null or id = $3)
     order by completed_on desc limit 500`,
    [scope?.workspaceId ?? null, scope?.withInstallation ?? false, scope?.id ?? null],
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    workspaceId: typeof row.data?.['workspaceId'] === 'string' ? row.data['workspaceId'] : null,
    data: row.data,
    error: outputMessage(row.output),
    failedAt: row.completed_on,
    attempts: row.retry_count + 1,
  }))
}

function outputMessage(output: unknown): string {
  if (output && typeof output === 'object' && 'message' in output) return String(output.message)
  return output === null || output === undefined ? '' : JSON.stringify(output)
}

async function retryFailed(boss: PgBoss, database: Database, id: string): Promise<boolean> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select name from ${schema}.job where id = $1 and state = 'failed'`,
    [id],
  )
  const name = rows[0]?.name
  if (!name) return false
  await boss.retry(name, id)
  return true
}

async function discardFailed(database: Database, id: string): Promise<boolean> {
  const { rowCount } = await database.pool.query(
    `delete from ${schema}.job where id = $1 and state = 'failed'`,
    [id],
  )
  return rowCount === 1
}
