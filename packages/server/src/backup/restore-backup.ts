/** A checked backup into a database and a file store: in one transaction, so that it is all there or nothing is. */
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import type { Config } from '../platform/config.ts'
import type { Database, DbClient } from '../platform/db/client.ts'
import { readMigrations, type Migration } from '../platform/db/migrate.ts'
import { secureTables } from '../platform/db/secure.ts'
import { errorMessage, StartError } from '../platform/errors.ts'
import { fileKey, type Files } from '../platform/files.ts'
import { createVault } from '../platform/vault.ts'
import { fileOf, keyName, keyPurpose, keyWords, tableOf } from './manifest.ts'
import { eachMember, type Backup } from './read-backup.ts'
import { inLoadingOrder, listTables, migrationsTable, quote, tableExists } from './tables.ts'

export interface RestoreTarget {
  config: Config
  database: Database
  files: Files
  onProgress?: (done: number, total: number, words: string) => void
}

/** People and workspaces already there; both zero in an empty installation. */
export async function countContents(database: Database): Promise<{ people: number; workspaces: number }> {
  const client = await database.pool.connect()
  try {
    const count = async (table: string): Promise<number> => {
      if (!(await tableExists(client, table))) return 0
      const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${quote(table)}`)
      return Number(rows[0]?.n ?? 0)
    }
    return { people: await count('users'), workspaces: await count('workspaces') }
  } finally {
    client.release()
  }
}

/** Replaces everything there is by the backup. The caller has made sure that this is wanted. */
export async function restoreBackup(
  target: RestoreTarget,
  backup: Backup,
): Promise<{ rows: number; files: number }> {
  const migrations = chooseMigrations(backup)
  checkKey(target.config, backup)
  const client = await target.database.connect()
  const written: string[] = []
  try {
    await client.query('begin')
    await refuseOthers(client)
    const before = await listStored(client)
    await rebuildSchema(client, migrations)
    const rows = await loadTables(target, client, backup)
    await secureTables(client)
    await storeFiles(target, backup, { before, written })
    await commitWithKey(target.config, client, backup)
    await removeStale(target.files, before, backup)
    return { rows, files: written.length }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    for (const key of written) await target.files.remove(key).catch(() => undefined)
    throw error
  } finally {
    client.release(true)
  }
}

/** The schema is built as it was; the program brings it to its own version at the next start. */
function chooseMigrations({ about }: Backup): Migration[] {
  const ours = new Map(readMigrations().map((migration) => [migration.name, migration]))
  return about.migrations.map(({ name, hash }) => {
    const own = ours.get(name)
    if (!own)
      throw new StartError(
        `The backup was made by a newer Otklik (${about.program}; it has the migration «${name}»). Restore it with that version.`,
      )
    if (own.hash !== hash)
      throw new StartError(
        `The migration «${name}» of the backup differs from this program's. Restore it with Otklik ${about.program}.`,
      )
    return own
  })
}

/** Without the right key saved passwords would be lost for good: better no restore than that. */
function checkKey(config: Config, { about, key }: Backup): void {
  if (about.key === 'file') {
    if (config.secret !== null)
      throw new StartError('The backup brings its own key file. Start the restore without OTKLIK_SECRET.')
    if (!key) throw new StartError('The backup should hold a key file and does not.')
    return
  }
  if (config.secret === null)
    throw new StartError(
      'The installation was sealed with OTKLIK_SECRET. Set the same OTKLIK_SECRET and restore again.',
    )
  const vault = createVault({ secret: config.secret, dataDir: config.dataDir })
  try {
    if (vault.open(about.keyCheck, keyPurpose) === keyWords) return
  } catch (error) {
    throw new StartError(
      `OTKLIK_SECRET is not the one this backup was sealed with (${errorMessage(error)}). Set the original one.`,
    )
  }
}

async function refuseOthers(client: DbClient): Promise<void> {
  const { rows } = await client.query<{ n: string }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like 'otklik%'`,
  )
  if (Number(rows[0]?.n ?? 0) > 0)
    throw new StartError('Otklik is running on this database. Stop it (Ctrl+C) and restore again.')
}

async function rebuildSchema(client: DbClient, migrations: Migration[]): Promise<void> {
  await client.query('drop schema if exists pgboss cascade')
  for (const { name } of await listTables(client)) await client.query(`drop table ${quote(name)} cascade`)
  await client.query(`drop table if exists ${migrationsTable}`)
  await client.query(
    `create table ${migrationsTable} (name text primary key, hash text not null, applied_at timestamptz not null default now())`,
  )
  for (const migration of migrations) {
    for (const statement of migration.statements) await client.query(statement)
    await client.query(`insert into ${migrationsTable} (name, hash) values ($1, $2)`, [
      migration.name,
      migration.hash,
    ])
  }
}

/** Members come by the names of tables; those a foreign key leans on are loaded in an earlier pass over the file. */
async function loadTables(target: RestoreTarget, client: DbClient, backup: Backup): Promise<number> {
  const { about, manifest } = backup
  const order = await inLoadingOrder(
    client,
    about.tables.map(({ name }) => name),
  )
  const total = Object.values(manifest.members).reduce((sum, { size }) => sum + size, 0)
  let done = 0
  for (const pass of passesOf(order)) {
    await eachMember(backup.path, async (name, chunks) => {
      const table = about.tables.find((one) => one.name === tableOf(name))
      if (!table || !pass.has(table.name)) return
      await pipeline(
        chunks,
        client.query(
          copyFrom(`copy ${quote(table.name)} (${table.columns.map(quote).join(', ')}) from stdin`),
        ),
      )
      done += manifest.members[name]?.size ?? 0
      target.onProgress?.(done, total, table.name)
    })
  }
  return checkRows(client, backup)
}

/** As few passes as the order allows: a new one begins where the order of names goes back. */
function passesOf(order: readonly string[]): Set<string>[] {
  const passes: Set<string>[] = []
  let last = ''
  for (const name of order) {
    if (passes.length === 0 || name < last) passes.push(new Set())
    passes.at(-1)?.add(name)
    last = name
  }
  return passes
}

async function checkRows(client: DbClient, { manifest }: Backup): Promise<number> {
  let sum = 0
  for (const [table, expected] of Object.entries(manifest.rows)) {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${quote(table)}`)
    const found = Number(rows[0]?.n ?? 0)
    if (found !== expected)
      throw new StartError(`The table ${table} got ${found} rows of ${expected}. Nothing was changed.`)
    sum += found
  }
  return sum
}

async function storeFiles(
  { files, onProgress }: RestoreTarget,
  backup: Backup,
  { before, written }: { before: ReadonlySet<string>; written: string[] },
): Promise<void> {
  await eachMember(backup.path, async (name, chunks) => {
    const key = fileOf(name)
    if (key === null) return
    const parts: Buffer[] = []
    for await (const chunk of chunks) parts.push(Buffer.from(chunk))
    // The same key means the same file: a failed restore must not remove what was there.
    if (!before.has(key)) written.push(key)
    await files.put(key, Buffer.concat(parts))
    onProgress?.(written.length, written.length, 'files')
  })
}

/** The key changes together with the data, as nearly as two places can: the old one comes back when the commit fails. */
async function commitWithKey(config: Config, client: DbClient, { key }: Backup): Promise<void> {
  if (!key) {
    await client.query('commit')
    return
  }
  const path = join(config.dataDir, keyName)
  const old = await readFile(path).catch(() => null)
  await placeKey(path, key)
  try {
    await client.query('commit')
  } catch (error) {
    if (old) await placeKey(path, old)
    else await rm(path, { force: true })
    throw error
  }
}

async function placeKey(path: string, content: Buffer): Promise<void> {
  await writeFile(`${path}.new`, content, { mode: 0o600 })
  await chmod(`${path}.new`, 0o600)
  await rename(`${path}.new`, path)
}

async function listStored(client: DbClient): Promise<Set<string>> {
  if (!(await tableExists(client, 'files')) || !(await tableExists(client, 'inbound_events')))
    return new Set()
  const { rows } = await client.query<{ workspace_id: string; id: string }>(
    'select workspace_id, id from files union select workspace_id, id from inbound_events where body is null',
  )
  return new Set(rows.map((row) => fileKey(row.workspace_id, row.id)))
}

async function removeStale(files: Files, before: ReadonlySet<string>, { manifest }: Backup): Promise<void> {
  for (const key of before) {
    if (!(`files/${key}` in manifest.members)) await files.remove(key).catch(() => undefined)
  }
}
