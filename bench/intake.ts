/** Letters through the whole of intake: ledger, parsing in the worker, recognising, card with audit, counters and event. */
import { simpleParser } from 'mailparser'
import pg from 'pg'
import { drainChannel } from '../packages/server/src/channels/drain.ts'
import { storeEvent } from '../packages/server/src/channels/index.ts'
import { createPlanner } from '../packages/server/src/demo/plan.ts'
import { createChance } from '../packages/server/src/demo/random.ts'
import { newId } from '../packages/server/src/platform/ids.ts'
import { quick } from './lib/arguments.ts'
import { cpuOfTree, postmasterOf } from './lib/processes.ts'
import { report, say } from './lib/result.ts'
import { openWorld, type World } from './lib/world.ts'

const warmUp = quick ? 100 : 300
const count = quick ? 400 : 3000
const floorCount = quick ? 200 : 1000
/** Of the letter in its folder: counts up. */
let uid = 0

interface Cost {
  perSecond: number
  cpuMs: number
  nodeMs: number
}

const world = await openWorld('otklik_bench_intake')
try {
  const channelId = await connectMailbox(world)
  const letters = planLetters(warmUp + count + floorCount)
  const size = Math.round(letters.reduce((sum, letter) => sum + letter.length, 0) / letters.length)
  await takeIn(world, channelId, letters.slice(0, warmUp))
  say(`intake of ${count} letters`)
  const ours = await measure(world, count, () =>
    takeIn(world, channelId, letters.slice(warmUp, warmUp + count)),
  )
  const { rows } = await world.program.platform.database.pool.query<{
    events: string
    cards: string
    parked: string
  }>(
    `select count(*) as events, count(*) filter (where state = 'parked') as parked, (select count(*) from interests) as cards from inbound_events where state <> 'stored'`,
  )
  if (Number(rows[0]?.events) !== warmUp + count)
    throw new Error(`only ${rows[0]?.events} letters were taken in`)
  say(`floor: ${floorCount} letters`)
  const floor = await measureFloor(world, letters.slice(warmUp + count))
  const notes = `${count} letters of ${size} bytes on average, ${rows[0]?.cards} cards of ${warmUp + count} letters, ${rows[0]?.parked} parked; floor: mailparser and one transaction of three rows, four at a time`
  report({
    name: 'intake',
    value: ours.perSecond,
    unit: 'letters/s',
    floor: floor.perSecond,
    target: 100,
    goal: 'least',
    notes,
  })
  report({
    name: 'intake, processor',
    value: ours.cpuMs,
    unit: 'ms/letter',
    floor: floor.cpuMs,
    target: 10,
    goal: 'most',
    notes: `Node ${ours.nodeMs.toFixed(1)} ms with the parsing thread, PostgreSQL ${(ours.cpuMs - ours.nodeMs).toFixed(1)} ms`,
  })
} finally {
  await world.close()
}
// The parsing thread is kept for the next letter.
process.exit()

async function connectMailbox({ client }: World): Promise<string> {
  const values = {
    address: 'hello@polden.example',
    password: 'unused-here',
    imapHost: '127.0.0.1',
    imapPort: 1,
    imapSecurity: 'none',
    historyDays: 0,
    trustedAuthServers: 'mx.polden.example',
    collectorAddresses: 'zayavki-k4w9@polden.example',
    checkSignatures: false,
  } as const
  const channel = await client.channels.create({
    kind: 'email',
    name: 'Почта',
    values: {
      ...values,
      fromName: 'Кофейня',
      smtpHost: '127.0.0.1',
      smtpPort: 1,
      smtpSecurity: 'none',
      smtpAuth: false,
    },
  })
  await client.products.create({
    name: 'Эфиопия Сидамо',
    url: 'https://polden.example/sidamo',
    synonyms: ['сидамо', 'эфиопия'],
    urlPatterns: ['polden.example/sidamo'],
  })
  return channel.id
}

function planLetters(length: number): Buffer[] {
  const planner = createPlanner(createChance(2026), 1000)
  const start = Date.now() - length * 60_000
  return Array.from({ length }, (_, index) => planner.next(new Date(start + index * 60_000)).raw)
}

/** As the mailbox's own fetching does it: stored several at once, read when the workers are called. */
async function takeIn({ program, workspaceId }: World, channelId: string, letters: Buffer[]): Promise<void> {
  const { platform } = program
  for (let from = 0; from < letters.length; from += 50) {
    await Promise.all(
      letters.slice(from, from + 50).map((body) => {
        const id = newId()
        const meta = { folder: 'INBOX', uid: String(++uid), arrivedAt: new Date().toISOString() }
        return storeEvent(platform, workspaceId, {
          id,
          channelId,
          dedupKey: `INBOX:1:${uid}`,
          body,
          contentType: 'message/rfc822',
          meta,
          receivedAt: new Date(),
        })
      }),
    )
  }
  const { signal } = new AbortController()
  while ((await drainChannel(platform, { workspaceId, channelId }, signal)).more);
}

async function measure({ place }: World, letters: number, work: () => Promise<void>): Promise<Cost> {
  const postmaster = postmasterOf(place.dataDir)
  const [node, postgres, start] = [process.cpuUsage(), cpuOfTree(postmaster), performance.now()]
  await work()
  const seconds = (performance.now() - start) / 1000
  const used = process.cpuUsage(node)
  const nodeMs = (used.user + used.system) / 1000 / letters
  return {
    perSecond: letters / seconds,
    nodeMs,
    cpuMs: nodeMs + (cpuOfTree(postmaster) - postgres) / letters,
  }
}

async function measureFloor(room: World, letters: Buffer[]): Promise<Cost> {
  const pool = new pg.Pool({ connectionString: room.databaseUrl, max: 4 })
  await pool.query('create table floor_rows (id uuid primary key, kind text not null, data jsonb not null)')
  const lanes = [0, 1, 2, 3].map((lane) => letters.filter((_, index) => index % 4 === lane))
  const cost = await measure(room, letters.length, async () => {
    await Promise.all(
      lanes.map(async (lane) => {
        for (const letter of lane) await writeThreeRows(pool, await simpleParser(letter))
      }),
    )
  })
  await pool.end()
  return cost
}

async function writeThreeRows(pool: pg.Pool, mail: Awaited<ReturnType<typeof simpleParser>>): Promise<void> {
  const connection = await pool.connect()
  await connection.query('begin')
  for (const kind of ['letter', 'card', 'audit']) {
    const data = JSON.stringify({ subject: mail.subject, from: mail.from?.text, text: mail.text })
    await connection.query('insert into floor_rows (id, kind, data) values ($1, $2, $3)', [
      newId(),
      kind,
      data,
    ])
  }
  await connection.query('commit')
  connection.release()
}
