/** The feed at the HTTP door, at 100,000 and 1,000,000 cards. Floor: the statements of the same request sent straight to PostgreSQL. */
import { createSessionUnchecked } from '../packages/server/src/accounts/index.ts'
import { option, quick } from './lib/arguments.ts'
import { timeAtDoor, timeFloor } from './lib/door.ts'
import { openFeedWorlds, type FeedWorld } from './lib/feed-world.ts'
import { median, percentile } from './lib/numbers.ts'
import { openPlace } from './lib/place.ts'
import { report, say } from './lib/result.ts'
import { startServer } from './lib/server-process.ts'

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
    const times = await timeAtDoor(server, { path, headers, rounds })
    const p95 = percentile(times, 0.95)
    if (p95 > slowest.p95) slowest = { path, p95 }
    doors.push(...times)
    floors.push(...(await timeFloor(program, databaseUrl, { path, headers, rounds })))
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
