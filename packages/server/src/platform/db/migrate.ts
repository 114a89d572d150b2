/** Brings a database to this program's schema, under a lock, and refuses one that is newer. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { StartError } from '../errors.ts'
import { secureTables } from './secure.ts'

/** Any constant: two programs starting at once take turns. */
const lockKey = 7_213_004_711

export interface Migration {
  name: string
  hash: string
  statements: string[]
}

export const migrationsFolder = join(import.meta.dirname, '..', '..', 'migrations')

/** Migrations in order of their names, one DDL statement per string. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => readMigration(folder, name))
}

export async function migrate(
  pool: pg.Pool,
  migrations: Migration[] = readMigrations(),
): Promise<{ applied: string[] }> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    try {
      return await migrateLocked(client, migrations)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [lockKey])
    }
  } finally {
    client.release()
  }
}

async function migrateLocked(client: pg.PoolClient, migrations: Migration[]): Promise<{ applied: string[] }> {
  await client.query(`create table if not exists otklik_migrations (
    name text primary key, hash text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from otklik_migrations',
  )
  const known = new Map(rows.map((row) => [row.name, row.hash]))
  refuseForeign(known, migrations)
  const pending = migrations.filter((migration) => !known.has(migration.name))
  for (const migration of pending) await applyOne(client, migration)
  if (pending.length > 0) await secureTables(client)
  return { applied: pending.map((migration) => migration.name) }
}

function refuseForeign(known: Map<string, string>, migrations: Migration[]): void {
  const ours = new Map(migrations.map((migration) => [migration.name, migration.hash]))
  for (const [name, hash] of known) {
    const own = ours.get(name)
    if (own === undefined) {
      throw new StartError(
        `The database was made by a newer Otklik (it has the migration «${name}»). Start that version, or restore a backup made by this one.`,
      )
    }
    if (own !== hash) {
      throw new StartError(
        `The migration «${name}» differs from the one this database was made with. Restore the program's own files and start again.`,
      )
    }
  }
}

async function applyOne(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    for (const statement of migration.statements) await client.query(statement)
    await client.query('insert into otklik_migrations (name, hash) values ($1, $2)', [
      migration.name,
      migration.hash,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function readMigration(folder: string, name: string): Migration {
  const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
  const statements = sql
    .split('--> statement-breakpoint')
    .map((part) => part.trim())
    .filter(Boolean)
  return { name, hash: createHash('sha256').update(sql).digest('hex'), statements }
}
