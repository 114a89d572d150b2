import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'
import { isAlive } from './embedded-leases.ts'
import type { ChildProcess } from 'node:child_process'
import type { Connection, Embedded } from './embedded.ts'

const log = { info: () => undefined }
const started: Embedded[] = []
const parents: ChildProcess[] = []
let top: string

beforeEach(async () => {
  // Not under the temporary folder: under root the database's own account has to reach it.
  top = await mkdtemp('/var/tmp/otklik embedded тест ')
  await chmod(top, 0o755)
})

afterEach(async () => {
  for (const parent of parents.splice(0)) parent.kill('SIGKILL')
  for (const embedded of started.splice(0)) await embedded.stop()
  await rm(top, { recursive: true, force: true })
})

test('keeps what was committed between starts', async () => {
  const first = await start('main')
  await query(first.connection, 'create table kept (word text)')
  await query(first.connection, `insert into kept values ('сохранено')`)
  await first.stop()
  await expect(query(first.connection, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)

  const second = await start('main')
  expect(second.reused).toBe(false)
  expect(await query(second.connection, 'select word from kept')).toEqual([{ word: 'сохранено' }])
})

test('lets pg in by the url, and sorts and folds Russian the same on every system', async () => {
  const { url } = await start('main')
  const rows = await query(
    { connectionString: url },
    `select lower('ЁЛКА') as lower, current_database() as name`,
  )
  expect(rows).toEqual([{ lower: 'ёлка', name: 'otklik' }])
})

test('takes up the server of a killed program and stops it in the end', async () => {
  const parent = await startParent('main')
  const server = await readServerPid('main')
  await killAndWait(parent)
  expect(isAlive(server)).toBe(true)

  const embedded = await start('main')
  expect(embedded.reused).toBe(true)
  expect(await readServerPid('main')).toBe(server)
  await embedded.stop()
  await expect(query(embedded.connection, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
})

test('loses nothing when the program and the server are killed at once', async () => {
  const embedded = await start('main')
  await query(embedded.connection, 'create table kept as select generate_series(1, 1000) as n')
  process.kill(await readServerPid('main'), 'SIGKILL')

  const again = await start('main')
  expect(again.reused).toBe(false)
  expect(await query(again.connection, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
})

test('two programs share one server, and the first to leave does not take it from the other', async () => {
  const [one, two] = await Promise.all([startParent('main'), startParent('main')])
  const embedded = await start('main')
  expect(embedded.reused).toBe(true)
  one.kill('SIGTERM')
  await once(one, 'exit')
  expect(await query(embedded.connection, 'select 1 as n')).toEqual([{ n: 1 }])
  await killAndWait(two)
  await embedded.stop()
  await expect(query(embedded.connection, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
})

test('a path too long for a socket gets a short socket folder and keeps it', async () => {
  const name = 'очень длинное имя папки с данными '.repeat(3).trim()
  const first = await start(name)
  expect(first.connection.host).toMatch(/^\/tmp\/otklik-/)
  await first.stop()
  const second = await start(name)
  expect(second.connection.host).toBe(first.connection.host)
  await rm(second.connection.host, { recursive: true, force: true })
})

test('a process id taken by another program does not pass for a server', async () => {
  const first = await start('main')
  await first.stop()
  const file = join(top, 'main', 'postgres', 'cluster', 'postmaster.pid')
  await writeFile(file, `${process.pid}\n${top}\n0\n5432\n${first.connection.host}\n\n\nready\n`)
  const second = await start('main')
  expect(second.reused).toBe(false)
})

test('refuses a data folder of another version and says what to do', async () => {
  await (await start('main')).stop()
  await writeFile(join(top, 'main', 'postgres', 'cluster', 'PG_VERSION'), '17\n')
  await expect(start('main')).rejects.toThrow(/made by PostgreSQL 17.*carries PostgreSQL 18.*backup FILE/s)
})

test('a first start that was killed half-way leaves nothing in the way', async () => {
  const embedded = await start('main')
  const folder = join(top, 'main', 'postgres')
  await embedded.stop()
  await rm(join(folder, 'cluster'), { recursive: true })
  // A process id above the limit of the system is nobody's.
  await writeFile(join(folder, 'cluster.99999999'), '')
  await start('main')
  expect((await readdir(folder)).filter((name) => name.startsWith('cluster'))).toEqual(['cluster'])
})

async function start(name: string): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir: join(top, name), log })
  started.push(embedded)
  return embedded
}

/** Another program over the same folder, which stops as main.ts does: on SIGTERM. */
async function startParent(name: string): Promise<ChildProcess> {
  const source = `
    const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)})
    const embedded = await startEmbedded({ dataDir: ${JSON.stringify(join(top, name))}, log: { info() {} } })
    process.on('SIGTERM', () => embedded.stop().then(() => process.exit(0)))
    setInterval(() => {}, 1000)
    console.log('ready')`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  parents.push(parent)
  if (parent.stdout === null) throw new Error('no output to wait for')
  await once(parent.stdout, 'data')
  return parent
}

async function killAndWait(parent: ChildProcess): Promise<void> {
  parent.kill('SIGKILL')
  await once(parent, 'exit')
}

async function readServerPid(name: string): Promise<number> {
  const text = await readFile(join(top, name, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')
  return Number(text.split('\n')[0])
}

async function query(to: Connection | { connectionString: string }, sql: string): Promise<unknown[]> {
  const client = new pg.Client(to)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
