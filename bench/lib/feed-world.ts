/** Two workspaces of 100,000 and 1,000,000 cards, written by SQL and kept between runs while the schema is the same. */
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { createChance } from '../../packages/server/src/demo/random.ts'
import { readMigrations } from '../../packages/server/src/platform/db/migrate.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import type { Program } from '../../packages/server/src/start.ts'
import { insertWorkspace } from '../../packages/server/src/workspaces/found-workspace.ts'
import { createText, createVocabulary } from './feed-words.ts'
import { writeCards } from './feed-cards.ts'
import type { Place } from './place.ts'
import { say } from './result.ts'
import { openProgram } from './world.ts'

export interface FeedWorld {
  cards: number
  workspaceId: string
  userId: string
  members: string[]
  products: string[]
  /** A word on about so many cards, newest to oldest evenly: rare under 50, mid some thousands, frequent every tenth. */
  words: { rare: string[]; mid: string[]; frequent: string[] }
}

const prefix = 'otklik_bench_feed_'

/** The database of this schema, loaded when it is not there yet. */
export async function openFeedWorlds(
  place: Place,
  sizes: readonly number[],
): Promise<{ databaseUrl: string; program: Program; worlds: FeedWorld[] }> {
  const hash = createHash('sha256')
    .update(
      readMigrations()
        .map((migration) => migration.hash)
        .join(),
    )
    .digest('hex')
    .slice(0, 10)
  const name = `${prefix}${hash}_${Math.max(...sizes)}`
  if (!(await place.exists(name))) await makeDatabase(place, name, sizes)
  const program = await openProgram(place, place.urlOf(name))
  const { rows } = await program.platform.database.pool.query<{ world: FeedWorld }>(
    'select world from bench_worlds order by cards',
  )
  return { databaseUrl: place.urlOf(name), program, worlds: rows.map((row) => row.world) }
}

async function makeDatabase(place: Place, name: string, sizes: readonly number[]): Promise<void> {
  await place.removeOthers(prefix, name)
  const draft = `${name}_draft`
  const program = await openProgram(place, await place.renew(draft))
  const { pool } = program.platform.database
  try {
    await pool.query('create table bench_worlds (cards int primary key, world jsonb not null)')
    const indexes = await dropIndexes(pool)
    const worlds: FeedWorld[] = []
    for (const cards of sizes) {
      say(`writing ${cards.toLocaleString('en')} cards, once for this schema`)
      worlds.push(await makeWorld(program, cards))
    }
    say('making the indexes')
    await restoreIndexes(pool, indexes)
    for (const world of worlds)
      await pool.query('insert into bench_worlds values ($1, $2)', [
        world.cards,
        JSON.stringify({ ...world, words: await findWords(pool, world) }),
      ])
    await pool.query('vacuum analyze')
  } finally {
    await program.stop()
  }
  await place.rename(draft, name)
}

/** Loading into a table without its indexes takes a third of the time; what is left is what the program would have. */
async function dropIndexes(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where tablename = 'interests' and indexdef not ilike '%unique%'`,
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

async function makeWorld({ platform }: Program, cards: number): Promise<FeedWorld> {
  const { pool } = platform.database
  const userId = newId()
  await pool.query(
    'insert into users (id, name, email, email_verified, created_at, updated_at) values ($1, $2, $3, true, now(), now())',
    [userId, 'Анна Ким', `${userId}@bench.test`],
  )
  const values = { name: `Фирма на ${cards}`, timeZone: 'Europe/Moscow', locale: 'ru' as const, goals: [] }
  const { workspaceId, memberId } = await platform.database.asOwner((db) =>
    insertWorkspace({ platform, db, request: null }, { id: userId, name: 'Анна Ким' }, values),
  )
  const members = [
    memberId,
    ...(await insertMany(19, (id, number) =>
      pool.query(
        `insert into members (workspace_id, id, user_id, name, role, created_at) values ($1, $2, $2, $3, 'manager', now())`,
        [workspaceId, id, `Менеджер ${number}`],
      ),
    )),
  ]
  const products = await insertMany(60, (id, number) =>
    pool.query('insert into products (workspace_id, id, name, created_at) values ($1, $2, $3, now())', [
      workspaceId,
      id,
      `Товар ${number}`,
    ]),
  )
  const channels = await insertMany(3, (id, number) =>
    pool.query(
      `insert into channels (workspace_id, id, kind, name, state, settings, created_at) values ($1, $2, 'email', $3, 'paused', '{}', now())`,
      [workspaceId, id, `Ящик ${number}`],
    ),
  )
  const chance = createChance(cards)
  const connection = await platform.database.connect()
  await writeCards(connection, {
    chance,
    text: createText(chance, createVocabulary(chance)),
    cards,
    workspaceId,
    members,
    products,
    channels,
  })
  connection.release(true)
  await pool.query(
    `insert into interest_counts (workspace_id, id, responsible_id, open, is_public, level, delta)
     select workspace_id, gen_random_uuid(), responsible_id, processed_at is null, is_public, level, count(*) from interests where workspace_id = $1 group by 1, 3, 4, 5, 6`,
    [workspaceId],
  )
  return { cards, workspaceId, userId, members, products, words: { rare: [], mid: [], frequent: [] } }
}

async function insertMany(
  length: number,
  insert: (id: string, number: number) => Promise<unknown>,
): Promise<string[]> {
  const ids = Array.from({ length }, () => newId())
  for (const [index, id] of ids.entries()) await insert(id, index + 1)
  return ids
}

/** By how many cards hold them; five of each kind. */
async function findWords(pool: pg.Pool, { workspaceId, cards }: FeedWorld): Promise<FeedWorld['words']> {
  const { rows } = await pool.query<{ word: string; ndoc: number }>(
    `select word, ndoc from ts_stat($$select to_tsvector('simple', text) from interests where workspace_id = '${workspaceId}'$$)
     where numnode(plainto_tsquery('russian', word)) > 0`,
  )
  const between = (from: number, to: number) =>
    rows
      .filter((row) => row.ndoc >= from && row.ndoc < to)
      .toSorted((a, b) => a.ndoc - b.ndoc || (a.word < b.word ? -1 : 1))
  const five = (found: typeof rows) =>
    [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((share) => found[Math.floor(found.length * share)]?.word ?? [])
  return {
    rare: five(between(3, 50)),
    mid: five(between(cards / 1000, cards / 100)),
    frequent: five(between(cards / 20, cards)),
  }
}
