/** Work that one process of many does at a time: advisory locks on a connection of its own, so that a dead process lets go by itself. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Database } from './db/client.ts'

export interface Leases {
  /** False while another process holds it. */
  take(name: string): Promise<boolean>
  letGo(name: string): Promise<void>
  /** True once after the connection was lost. */
  lost(): boolean
  close(): Promise<void>
}

export function createLeases(database: Database, applicationName: string): Leases {
  let client: pg.Client | undefined
  let wasLost = false
  const connection = async (): Promise<pg.Client> => {
    if (client) return client
    const fresh = new pg.Client({ ...database.pool.options, application_name: applicationName })
    fresh.on('error', () => undefined)
    fresh.on('end', () => {
      if (client === fresh) {
        client = undefined
        wasLost = true
      }
    })
    await fresh.connect()
    client = fresh
    return fresh
  }
  return {
    take: async (name) => {
      const { rows } = await (
        await connection()
      ).query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockKey(name)])
      return rows[0]?.taken === true
    },
    letGo: async (name) => {
      await client?.query('select pg_advisory_unlock($1)', [lockKey(name)]).catch(() => undefined)
    },
    lost: () => {
      const answer = wasLost
      wasLost = false
      return answer
    },
    close: async () => {
      const open = client
      client = undefined
      await open?.end().catch(() => undefined)
    },
  }
}

/** Advisory locks are named by 64 bits. */
function lockKey(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE(0).toString()
}
