/** Two workspaces of 100,000 and 1,000,000 cards, written by SQL and kept between runs while the schema is the same. */
import { createChance } from '../../packages/server/src/demo/random.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import type { Program } from '../../packages/server/src/start.ts'
import { insertWorkspace } from '../../packages/server/src/workspaces/found-workspace.ts'
import { createText, createVocabulary } from './feed-words.ts'
import { findWords, type Words } from './find-words.ts'
import { writeCards } from './feed-cards.ts'
import { openKept } from './kept-database.ts'
import type { Place } from './place.ts'
import { say } from './result.ts'

export interface FeedWorld {
  cards: number
  workspaceId: string
  userId: string
  members: string[]
  products: string[]
  words: Words
}

export async function openFeedWorlds(
  place: Place,
  sizes: readonly number[],
): Promise<{ databaseUrl: string; program: Program; worlds: FeedWorld[] }> {
  const { databaseUrl, program, world } = await openKept<FeedWorld[]>(place, {
    prefix: 'otklik_bench_feed_',
    size: Math.max(...sizes),
    table: 'interests',
    make: async (fresh) => {
      const worlds: FeedWorld[] = []
      for (const cards of sizes) {
        say(`writing ${cards.toLocaleString('en')} cards, once for this schema`)
        worlds.push(await makeWorld(fresh, cards))
      }
      return worlds
    },
    finish: (pool, worlds) =>
      Promise.all(
        worlds.map(async (one) => ({
          ...one,
          words: await findWords(pool, 'interests', one.workspaceId, one.cards),
        })),
      ),
  })
  return { databaseUrl, program, worlds: world }
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
