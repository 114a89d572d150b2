/** One connection that listens for notices of the database; comes back by itself when the server was away. */
import pg from 'pg'
import type { Database } from './db/client.ts'
import type { Log } from './log.ts'

type Handlers = Record<string, (payload: string) => void>

/** Resolves when listening; the returned function stops. `onReconnect` runs after a gap in which notices may have been missed. */
export async function listen(
  database: Database,
  log: Log,
  handlers: Handlers,
  onReconnect?: () => void,
): Promise<() => Promise<void>> {
  let stopped = false
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...database.pool.options, application_name: 'otklik-listen' })
    fresh.on('notification', ({ channel, payload }) => handlers[channel]?.(payload ?? ''))
    fresh.on('error', (error) => log.warn({ err: error }, 'lost the notice connection'))
    fresh.on('end', () => retryLater())
    await fresh.connect()
    for (const channel of Object.keys(handlers)) await fresh.query(`listen ${channel}`)
    client = fresh
  }

  function retryLater(): void {
    if (stopped || timer) return
    timer = setTimeout(() => {
      timer = undefined
      connect().then(
        () => onReconnect?.(),
        () => retryLater(),
      )
    }, 1000)
  }

  await connect()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await client?.end().catch(() => undefined)
  }
}
