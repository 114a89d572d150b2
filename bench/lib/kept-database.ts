/** Big databases are written once and kept while the schema is the same. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { readMigrations } from '../../packages/server/src/platform/db/migrate.ts'
import type { Program } from '../../packages/server/src/start.ts'
import type { Place } from './place.ts'
import { say } from './result.ts'
import { openProgram } from './world.ts'

interface Kept<World> {
  prefix: string
  /** Part of the name: another size is another database. */
  size: number
  /** The big table: filled without its indexes, which takes a third of the time. */
  table: string
  make(program: Program): Promise<World>
  /** What can only be known with the indexes. */
  finish(pool: pg.Pool, world: World): Promise<World>
}

export async function openKept<World>(
  place: Place,
  kept: Kept<World>,
): Promise<{ databaseUrl: string; program: Program; world: World }> {
  const hash = createHash('sha256')
    .update(
      readMigrations()
        .map((migration) => migration.hash)
        .join(),
    )
    .digest('hex')
    .slice(0, 10)
  const name = `${kept.prefix}${hash}_${kept.size}`
  if (!(await place.exists(name))) await makeDatabase(place, name, kept)
  const program = await openProgram(place, place.urlOf(name))
  const { rows } = await program.platform.database.pool.query<{ world: World }>(
    'select world from bench_world',
  )
  const [row] = rows
  if (!row) throw new Error(`${name} has no world`)
  return { databaseUrl: place.urlOf(name), program, world: row.world }
}

async function makeDatabase<World>(place: Place, name: string, kept: Kept<World>): Promise<void> {
  await place.removeOthers(kept.prefix, name)
  const draft = `${name}_draft`
  const program = await openProgram(place, await place.renew(draft))
  const { pool } = program.platform.database
  try {
    const indexes = await dropIndexes(pool, kept.table)
    const world = await kept.make(program)
    say('making the indexes')
    await restoreIndexes(pool, indexes)
    await pool.query('create table bench_world (world jsonb not null)')
    await pool.query('insert into bench_world values ($1)', [JSON.stringify(await kept.finish(pool, world))])
    await pool.query('vacuum analyze')
  } finally {
    await program.stop()
  }
  await place.rename(draft, name)
}

async function dropIndexes(pool: pg.Pool, table: string): Promise<string[]> {
  const { rows } = await pool.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename = $1 and indexdef not ilike '%unique%'`,
    [table],
  )
  for (const { indexname } of rows) await pool.query(`drop index "${indexname}"`)
  return rows.map((row) => row.indexdef)
}

async function restoreIndexes(pool: pg.Pool, definitions: readonly string[]): Promise<void> {
  const connection = await pool.connect()
  await connection.query(`set maintenance_work_mem = '512MB'`)
  for (const definition of definitions) await connection.query(definition)
  connection.release(true)
}
