import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestDatabase } from '../test/test-database.ts'
import { createDatabase, type Database } from './db/client.ts'
import { createLeases, type Leases } from './leases.ts'

let database: Database
let drop: () => Promise<void>
let open: Leases[]

beforeEach(async () => {
  const made = await createTestDatabase()
  database = createDatabase({ url: made.url, maxConnections: 2 })
  drop = made.drop
  open = []
})

afterEach(async () => {
  await Promise.all(open.map((leases) => leases.close()))
  await database.close()
  await drop()
})

function process(): Leases {
  const leases = createLeases(database, 'otklik-lease-test')
  open.push(leases)
  return leases
}

it('gives a lease to one process at a time', async () => {
  const [first, second] = [process(), process()]
  expect(await first.take('mailbox')).toBe(true)
  expect(await second.take('mailbox')).toBe(false)
  expect(await second.take('other mailbox')).toBe(true)
  await first.letGo('mailbox')
  expect(await second.take('mailbox')).toBe(true)
})

it('lets go when the process loses its connection, and says so once', async () => {
  const [first, second] = [process(), process()]
  await first.take('mailbox')
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'otklik-lease-test' and datname = current_database()`,
  )
  while (!first.lost()) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(first.lost()).toBe(false)
  expect(await second.take('mailbox')).toBe(true)
})
