/** The feed at the HTTP door, at 100,000 and 1,000,000 cards. Floor: the statements of the same request sent straight to PostgreSQL. */
import pg from 'pg'
import { createSessionUnchecked } from '../packages/server/src/accounts/index.ts'
import type { Program } from '../packages/server/src/start.ts'
import { option, quick } from './lib/arguments.ts'
import { openFeedWorlds, type FeedWorld } from './lib/feed-world.ts'
import { createCaller } from './lib/http.ts'
import { median, percentile, timed } from './lib/numbers.ts'
import { openPlace } from './lib/place.ts'
import { report, say } from './lib/result.ts'
import { startServer, type ServerProcess } from './lib/server-process.ts'

const sizes = quick ? [10_000, 100_000] : [100_000, 1_000_000]
const rounds = quick ? 15 : 40

const place = await openPlace()
const { databaseUrl, program, worlds } = await openFeedWorlds(place, sizes)
const server = await startServer({ dataDir: place.dataDir, databaseUrl, roles: 'web' })
try {
  for (const world of worlds) {
    const headers = {
      cookie: await createSessionUnchecked(program.auth, world.userId),
      'otklik-workspace': world.workspaceId,
    }
    for (const [name, { target, paths }] of Object.entries(casesOf(world))) {
      if (option('case') && option('case') !== name) continue
      await measureCase({ world, name, target, paths, headers })
    }
  }
} finally {
  await server.stop()
  await program.stop()
  await place.stop()
}

interface Case {
  world: FeedWorld
  name: string
  target: number
  paths: string[]
  headers: Record<string, string>
}

async function measureCase({ world, name, target, paths, headers }: Case): Promise<void> {
  const doors: number[] = []
  const floors: number[] = []
  let slowest = { path: '', p95: 0 }
  for (const path of paths) {
    const times = await timeAtDoor(server, path, headers)
    const p95 = percentile(times, 0.95)
    if (p95 > slowest.p95) slowest = { path, p95 }
    doors.push(...times)
    floors.push(...(await timeFloor(program, path, headers)))
  }
  const cards = world.cards.toLocaleString('en')
  say(`${name} at ${cards}: slowest ${decodeURIComponent(slowest.path)} ${slowest.p95.toFixed(1)} ms`)
  const notes = `p50 ${median(doors).toFixed(1)} ms, floor p50 ${median(floors).toFixed(1)} ms; ${paths.length} requests × ${rounds}; slowest p95 ${slowest.p95.toFixed(1)} ms: ${decodeURIComponent(slowest.path.split('?')[1] ?? slowest.path)}`
  report({
    name: `feed ${cards}: ${name}`,
    value: percentile(doors, 0.95),
    unit: 'ms, p95',
    floor: percentile(floors, 0.95),
    target,
    goal: 'most',
    notes: notes.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'),
  })
}

function casesOf({
  products: p,
  members: m,
  words,
}: FeedWorld): Record<string, { target: number; paths: string[] }> {
  const search = (list: string[]) => list.map((word) => `/interests?q=${encodeURIComponent(word)}`)
  return {
    page: {
      target: 10,
      paths: [
        '/interests?tab=all',
        '/interests',
        '/interests?tab=mine',
        '/interests?tab=unassigned',
        '/interests?tab=unanswered',
        '/interests?tab=conflicts',
        '/interests?order=urgent',
      ],
    },
    'page, three filters': {
      target: 20,
      paths: [
        '/interests?sourceType=vk&action=comment&processed=false',
        '/interests?activityClass=review&level=critical&processed=true',
        `/interests?productId=${p[3]}&sourceType=avito&level=critical`,
        `/interests?productId=${p[5]}&responsibleId=${m[3]}&sourceType=ok`,
        '/interests?responsibleId=none&level=critical&action=repost',
        '/interests?sourceType=vk,ok&level=negative,critical&isPublic=true',
        '/interests?action=enquiry&level=junk&processed=false',
        '/interests?hasProof=true&sourceType=vk&level=negative',
      ],
    },
    'search, rare word': { target: 30, paths: search(words.rare) },
    'search, mid word': { target: 30, paths: search(words.mid) },
    'search, frequent word': { target: 30, paths: search(words.frequent) },
    'search, beginning of a word': { target: 30, paths: search(['дост', 'подск', 'серти', 'корз']) },
    'search within filters': {
      target: 30,
      paths: search(words.frequent.slice(0, 3)).map((path) => `${path}&tab=unanswered&sourceType=vk`),
    },
    counters: { target: 10, paths: ['/interests/counters'] },
  }
}

async function timeAtDoor(
  { url }: ServerProcess,
  path: string,
  headers: Record<string, string>,
): Promise<number[]> {
  const caller = createCaller(1)
  const ask = async () => {
    const { status, body } = await caller.call({ method: 'GET', url: `${url}/api/v1${path}`, headers })
    if (status !== 200) throw new Error(`${path}: ${status} ${body.slice(0, 300)}`)
  }
  for (let round = 0; round < 5; round++) await ask()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(ask))
  caller.close()
  return times
}

interface Statement {
  text: string
  values: unknown[]
}

/** The statements between the opening of the workspace and the commit, as the program itself sends them. */
async function timeFloor(by: Program, path: string, headers: Record<string, string>): Promise<number[]> {
  const statements = await overhear(by, path, headers)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const replay = async () => {
    for (const { text, values } of statements) await client.query({ text, values, rowMode: 'array' })
  }
  for (let round = 0; round < 3; round++) await replay()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timed(replay))
  await client.end()
  return times
}

async function overhear(
  { http, platform }: Program,
  path: string,
  headers: Record<string, string>,
): Promise<Statement[]> {
  const heard: Statement[] = []
  const client = await platform.database.pool.connect()
  const prototype: { query: (...given: unknown[]) => unknown } = Object.getPrototypeOf(client)
  client.release()
  const { query } = prototype
  prototype.query = function overheard(this: unknown, ...given: unknown[]) {
    const [first, second] = given
    const text = typeof first === 'string' ? first : (first as Statement).text
    const values = (typeof first === 'string' ? second : ((first as Statement).values ?? second)) as
      | unknown[]
      | undefined
    heard.push({ text, values: Array.isArray(values) ? values : [] })
    return query.apply(this, given)
  }
  try {
    await http.fetch(new Request(`http://127.0.0.1/api/v1${path}`, { headers }))
  } finally {
    prototype.query = query
  }
  const start = heard.findIndex(({ text }) => text.startsWith('begin; set local role'))
  return heard.slice(start, heard.findIndex(({ text }, index) => index > start && text === 'commit') + 1)
}
