/** Where the bench keeps its data: a built-in PostgreSQL of its own, flushed to disk on every commit as in the real thing. */
import { dirname } from 'node:path'
import pg from 'pg'
import { defaultDataDir, startEmbedded } from '../../packages/server/src/platform/db/embedded.ts'

const projectRoot = dirname(dirname(import.meta.dirname))

/** `.data/bench` of the project; for root a folder under /var/lib that the database's account may enter. */
export const benchFolder = defaultDataDir(projectRoot, 'bench')

export interface Place {
  dataDir: string
  /** Of the database named `name` on this server. */
  urlOf(name: string): string
  /** Makes the database empty. */
  renew(name: string): Promise<string>
  exists(name: string): Promise<boolean>
  rename(from: string, to: string): Promise<void>
  /** Removes databases whose names begin so, except one. */
  removeOthers(prefix: string, keep: string): Promise<void>
  stop(): Promise<void>
}

export async function openPlace(dataDir: string = benchFolder): Promise<Place> {
  const embedded = await startEmbedded({ dataDir, log: { info: () => undefined } })
  const admin = new pg.Pool({ connectionString: embedded.url, max: 1 })
  admin.on('error', () => undefined)
  const remove = (name: string) => admin.query(`drop database if exists "${name}" with (force)`)
  const urlOf = (name: string) => {
    const url = new URL(embedded.url)
    url.pathname = `/${name}`
    return url.href
  }
  return {
    dataDir,
    urlOf,
    renew: async (name) => {
      await remove(name)
      await admin.query(`create database "${name}"`)
      return urlOf(name)
    },
    exists: async (name) =>
      (await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1,
    rename: async (from, to) => void (await admin.query(`alter database "${from}" rename to "${to}"`)),
    removeOthers: async (prefix, keep) => {
      const { rows } = await admin.query<{ datname: string }>(
        'select datname from pg_database where starts_with(datname, $1) and datname <> $2',
        [prefix, keep],
      )
      for (const { datname } of rows) await remove(datname)
    },
    stop: async () => {
      await admin.end()
      await embedded.stop()
    },
  }
}
