import { readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SOCKET_PORT, writeConfig } from './embedded-config.ts'
import { explainFailure } from './embedded-error.ts'
import { openSocketFolder } from './embedded-folder.ts'
import { isAlive } from './embedded-leases.ts'
import { runTool } from './embedded-tool.ts'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { Folder } from './embedded-folder.ts'

/** What `pg` needs to connect. `host` is a socket folder, except on Windows. */
export interface Connection {
  host: string
  port: number
  user: string
  database: string
  password?: string
}

export interface Server {
  folder: Folder
  binaries: Binaries
  account: Account | undefined
  password: string | undefined
}

const WAIT_MS = 60_000
const LARGEST_LOG = 10 * 1024 * 1024

/** Finds the running server of this folder or starts one, and waits until it answers. */
export async function ensureRunning(server: Server): Promise<{ connection: Connection; reused: boolean }> {
  const deadline = Date.now() + WAIT_MS
  let reused = true
  let refusal: unknown
  while (Date.now() < deadline) {
    const running = await findRunning(server)
    if (running !== undefined) {
      if (await answers(running)) return { connection: running, reused }
      await sleep(30)
      continue
    }
    try {
      await launch(server)
      reused = false
    } catch (error) {
      refusal = error
      if (!(await mayPass(server, error))) break
      await sleep(200)
    }
  }
  throw explainFailure('Starting the database', server.folder.root, await withLogTail(server, refusal))
}

export async function stopServer(server: Server): Promise<void> {
  const args = ['stop', '-D', server.folder.cluster, '-m', 'fast', '-w', '-t', '60']
  try {
    await runTool(server.binaries.pgCtl, args, server.account)
  } catch (error) {
    // Somebody else stopped it between our look and our order: that is what we wanted.
    if ((await findRunning(server)) !== undefined) throw error
  }
}

async function launch(server: Server): Promise<void> {
  await removeStalePidFile(server.folder.cluster)
  const windows = process.platform === 'win32'
  const socketFolder = windows ? undefined : await openSocketFolder(server.folder, server.account)
  const port = windows ? await findFreePort() : SOCKET_PORT
  await writeConfig(server.folder.cluster, { socketFolder, port }, server.account)
  await shortenLog(server.folder.log)
  const args = ['start', '-D', server.folder.cluster, '-l', server.folder.log, '-w', '-s', '-t', '60']
  await runTool(server.binaries.pgCtl, args, server.account)
}

/** The lines of postmaster.pid: pid, data folder, start time, port, socket folder, address, memory key, state. */
async function findRunning(server: Server): Promise<Connection | undefined> {
  const lines = await readPidFile(server.folder.cluster)
  if (lines === undefined || !(await isPostmaster(Number(lines[0]), server.folder.cluster))) return undefined
  const socketFolder = lines[4] ?? ''
  return {
    host: socketFolder === '' ? '127.0.0.1' : socketFolder,
    port: Number(lines[3] ?? SOCKET_PORT),
    user: 'otklik',
    database: 'postgres',
    ...(server.password === undefined ? {} : { password: server.password }),
  }
}

/** After a restart the process id in the file may belong to any program; a postmaster works inside its cluster. */
async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
  } catch (error) {
    // Another account's process does not tell, and the database's account is never another one.
    return error instanceof Error && 'code' in error && error.code === 'EACCES' && process.getuid?.() === 0
  }
}

async function removeStalePidFile(cluster: string): Promise<void> {
  const lines = await readPidFile(cluster)
  if (lines === undefined || lines[0] === '') return
  if (process.platform === 'linux' && !(await isPostmaster(Number(lines[0]), cluster))) {
    await rm(join(cluster, 'postmaster.pid'), { force: true })
  }
}

async function readPidFile(cluster: string): Promise<string[] | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => undefined)
  return text?.split('\n').map((line) => line.trim())
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Another parent started it first, or the processes of a killed server are still leaving: worth another try. */
async function mayPass(server: Server, error: unknown): Promise<boolean> {
  const said = `${String(error)}\n${await logTail(server.folder.log)}`
  return /lock file "postmaster.pid" already exists|pre-existing shared memory block|another server might be running|is another postmaster/i.test(
    said.slice(-2000),
  )
}

async function withLogTail(server: Server, error: unknown): Promise<Error> {
  const said = error instanceof Error ? error.message : 'it did not answer within a minute'
  return new Error(`${said}\n${await logTail(server.folder.log)}`.trim(), { cause: error })
}

async function logTail(log: string): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-8).join('\n')
}

async function shortenLog(log: string): Promise<void> {
  const size = (await stat(log).catch(() => undefined))?.size ?? 0
  if (size > LARGEST_LOG) await rename(log, `${log}.1`)
}

async function findFreePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1')
  return address.port
}
