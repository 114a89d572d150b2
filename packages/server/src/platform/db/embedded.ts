import { createHash } from 'node:crypto'
import { access, chmod, constants, mkdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import pg from 'pg'
import { assertReachable, findServerAccount } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { makePrivateFolder } from '../private-folder.ts'
import { openCluster } from './embedded-cluster.ts'
import { explainFailure } from './embedded-error.ts'
import { openFolder, openPassword } from './embedded-folder.ts'
import { joinLeases, leaveLeases } from './embedded-leases.ts'
import { ensureRunning, stopServer } from './embedded-server.ts'
import type { Connection, Server } from './embedded-server.ts'

export { EmbeddedError } from './embedded-error.ts'
export type { Connection } from './embedded-server.ts'

/** A pino logger serves. */
export interface EmbeddedLog {
  info(fields: object, message: string): void
}

export interface Embedded {
  /** For `pg` and libpq. Names the socket folder in `?host=`, percent-encoded. */
  url: string
  /** The same for `new pg.Pool(connection)`. */
  connection: Connection
  /** True when a server left by a killed program, or shared with a living one, was taken up. */
  reused: boolean
  /** Stops the server unless another living program uses it too. Safe to call twice. */
  stop(): Promise<void>
}

const DATABASE = 'otklik'
const SYSTEM_HOME = '/var/lib/otklik'

/**
 * Runs PostgreSQL 18 from npm over `<dataDir>/postgres`, making it at the first call. What is committed survives
 * a kill of everything. A server that already runs over the folder is used again, never started twice.
 * Throws `EmbeddedError` with words an administrator can act on.
 */
export async function startEmbedded(options: { dataDir: string; log: EmbeddedLog }): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  try {
    const server = await openServer(dataDir)
    await joinLeases(server.folder.leases)
    const { connection, reused } = await ensureRunning(server)
    await ensureDatabase(connection)
    const ready = { ...connection, database: DATABASE }
    options.log.info(
      { folder: server.folder.root, reused },
      reused ? 'database taken up' : 'database started',
    )
    return { url: toUrl(ready), connection: ready, reused, stop: () => stopEmbedded(server, options.log) }
  } catch (cause) {
    throw explainFailure('Starting the database', dataDir, cause)
  }
}

/**
 * Where an installation keeps its data when OTKLIK_DATA does not say: beside the program for an ordinary user,
 * under /var/lib for root, whose home the database's account cannot enter. `name` tells worlds apart (`main`, `demo`).
 */
export function defaultDataDir(projectRoot: string, name: string): string {
  if (process.getuid?.() !== 0) return join(projectRoot, '.data', name)
  const mark = createHash('sha256').update(resolve(projectRoot)).digest('hex').slice(0, 8)
  return join(SYSTEM_HOME, `${basename(projectRoot) || 'otklik'}-${mark}`, name)
}

async function openServer(dataDir: string): Promise<Server> {
  makePrivateFolder(dataDir)
  const account = await findServerAccount(join(dataDir, 'postgres'))
  if (account !== undefined) {
    await letPass(dataDir)
    await assertReachable(dataDir, account)
  }
  const binaries = await findBinaries({
    copyTo: account === undefined ? undefined : await findSharedHome(dataDir),
    fallback: dataDir,
  })
  const folder = await openFolder(dataDir, account)
  const password = await openPassword(folder)
  await openCluster(folder, binaries, account, password)
  return { folder, binaries, account, password }
}

/** Root's own data folder may be closed to others; the account has to pass through it, but sees no names in it. */
async function letPass(dataDir: string): Promise<void> {
  const { mode, uid } = await stat(dataDir)
  if (uid === 0 && (mode & 0o001) === 0) await chmod(dataDir, (mode & 0o777) | 0o011)
}

/** One copy of the programs serves all data folders of the machine where /var/lib may be written. */
async function findSharedHome(dataDir: string): Promise<string> {
  try {
    await mkdir(SYSTEM_HOME, { recursive: true, mode: 0o755 })
    await access(SYSTEM_HOME, constants.W_OK)
    return SYSTEM_HOME
  } catch {
    return dataDir
  }
}

async function ensureDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE])
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`)
  } catch (error) {
    // 42P04, 23505: the other program of two that start at once has just made it.
    if (!(error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) throw error
  } finally {
    await client.end()
  }
}

async function stopEmbedded(server: Server, log: EmbeddedLog): Promise<void> {
  const stopped = await leaveLeases(server.folder.leases, () => stopServer(server))
  log.info(
    { folder: server.folder.root, stopped },
    stopped ? 'database stopped' : 'database left to another program',
  )
}

function toUrl(connection: Connection): string {
  const secret = connection.password === undefined ? '' : `:${encodeURIComponent(connection.password)}`
  const who = `${connection.user}${secret}`
  if (connection.host === '127.0.0.1')
    return `postgres://${who}@127.0.0.1:${connection.port}/${connection.database}`
  return `postgres://${who}@localhost:${connection.port}/${connection.database}?host=${encodeURIComponent(connection.host)}`
}
