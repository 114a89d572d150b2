/** Databases for tests: one migrated template per set of migrations, a clone per test file. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { migrate, readMigrations } from '../platform/db/migrate.ts'

/** Set by the global set-up: a running PostgreSQL in which databases may be made. */
export function testServerUrl(): string {
  const url = process.env['OTKLIK_TEST_DATABASE_URL']
  if (!url)
    throw new Error(
      'OTKLIK_TEST_DATABASE_URL is not set: run tests through `npm test` or vitest from the root',
    )
  return url
}

const templateLock = 7_213_004_712

/** A fresh migrated database; `drop` removes it. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const template = await ensureTemplate()
  const name = `otklik_test_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`
  await asAdmin((admin) => admin.query(`create database "${name}" template "${template}"`))
  return {
    url: withDatabase(testServerUrl(), name),
    drop: () =>
      asAdmin(async (admin) => void (await admin.query(`drop database if exists "${name}" with (force)`))),
  }
}

async function ensureTemplate(): Promise<string> {
  const migrations = readMigrations()
  const hash = createHash('sha256')
    .update(migrations.map((migration) => migration.hash).join())
    .digest('hex')
    .slice(0, 12)
  const name = `otklik_template_${hash}`
  await asAdmin(async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [templateLock])
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) await makeTemplate(admin, name)
  })
  return name
}

async function makeTemplate(admin: pg.Client, name: string): Promise<void> {
  const draft = `${name}_draft`
  await admin.query(`drop database if exists "${draft}" with (force)`)
  await admin.query(`create database "${draft}"`)
  const pool = new pg.Pool({ connectionString: withDatabase(testServerUrl(), draft), max: 2 })
  await migrate(pool)
  await pool.end()
  // Renamed only when whole: a killed run leaves a draft, never half a template.
  await admin.query(`alter database "${draft}" rename to "${name}"`)
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: testServerUrl() })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.href
}
