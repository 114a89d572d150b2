/** The pool and the two ways in: as the program inside one workspace, or as the owner of the tables. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'

/** A transaction or the owner's database: verbs do not care which. */
export type Db = NodePgDatabase & { $client: Pick<pg.PoolClient, 'query'> }

/** A bare connection and the pool of them: for whoever copies whole tables or asks the catalogue. */
export type DbClient = pg.ClientBase
export type DbPool = pg.Pool

export interface Database {
  pool: pg.Pool
  /** Owner of the tables, outside row-level security. Only migrations, `*.search.ts`, accounts and job plumbing. */
  owner: Db
  /** One transaction in which only this workspace exists. */
  inWorkspace<T>(workspaceId: string, work: (db: Db) => Promise<T>): Promise<T>
  /** One transaction as the owner. */
  asOwner<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** A connection for COPY: that and a pipeline do not go together. The caller ends it by `release(true)`. */
  connect(): Promise<pg.PoolClient>
  close(): Promise<void>
}

export const programRole = 'otklik_program'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export interface DatabaseOptions {
  url: string
  maxConnections?: number
  onError?: (error: Error) => void
}

export function createDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 20,
    // A connection of PostgreSQL holds some megabytes: what a burst opened goes soon after it.
    idleTimeoutMillis: 10_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'otklik',
    // What is sent without waiting for the answer before travels together: one trip for the opening and the first statement.
    pipeline: true,
  })
  // An idle connection that dies (server restart) must not end the process: the pool opens another.
  pool.on('error', (error) => options.onError?.(error))
  return {
    pool,
    owner: drizzle({ client: pool }),
    inWorkspace: (workspaceId, work) => transaction(pool, workspaceOpening(workspaceId), work),
    asOwner: (work) => transaction(pool, 'begin', work),
    connect: () => connectAlone(pool),
    close: () => pool.end(),
  }
}

/** Three statements in one round trip; the id is checked because it is written into the text. */
function workspaceOpening(workspaceId: string): string {
  if (!uuidShape.test(workspaceId)) throw new Error(`not a workspace id: ${workspaceId}`)
  return `begin; set local role ${programRole}; select app_set_workspace('${workspaceId}')`
}

async function connectAlone(pool: pg.Pool): Promise<pg.PoolClient> {
  const client = await pool.connect()
  return Object.assign(client, { pipeline: false })
}

async function transaction<T>(pool: pg.Pool, opening: string, work: (db: Db) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    // Not waited for: what follows stands behind it in the pipeline, and after a failed opening every statement is refused.
    const opened = client.query(opening)
    opened.catch(() => undefined)
    const result = await work(drizzle({ client }))
    await opened
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}
