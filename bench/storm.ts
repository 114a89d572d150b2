/**
 * A storm of webhooks from four networks at a constant rate, whatever the door does: how long an acknowledgement takes, how long what
 * was stored waits to be read afterwards, and whether all of it stands there once and in order. `--seconds=5` and `--rate=200` to try.
 */
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { option, quick } from './lib/arguments.ts'
import { median, percentile } from './lib/numbers.ts'
import { cpuOfTree, postmasterOf } from './lib/processes.ts'
import { report, say } from './lib/result.ts'
import { freePort, startServer, stopChild, untilAnswers, type ServerProcess } from './lib/server-process.ts'
import { openNetworks, type Arrival, type Storm } from './lib/storm-arrivals.ts'
import { findFaults, type Found } from './lib/storm-check.ts'
import type { SenderReport } from './lib/storm-sender.ts'
import { openWorld, type World } from './lib/world.ts'

const rate = Number(option('rate') ?? 500)
const seconds = Number(option('seconds') ?? (quick ? 5 : 60))
/** The backlog may take so long, and is watched for so long. */
const drainTarget = 60
const drainLimit = 1200

/** In which each network wants its answer; a twentieth of it is the target. */
const deadlines: Record<string, { name: string; ms: number }> = {
  telegram: { name: 'Telegram', ms: 60_000 },
  vk: { name: 'VK', ms: 10_000 },
  max: { name: 'MAX', ms: 30_000 },
  ok: { name: 'OK', ms: 5000 },
}
const parts = 20

const world = await openWorld('otklik_bench_storm')
const storm = await openNetworks()
const planFile = join(world.place.dataDir, `storm-${process.pid}.jsonl`)
const warmFile = join(world.place.dataDir, `storm-${process.pid}-warm.jsonl`)
try {
  const server = await startServer({
    dataDir: world.place.dataDir,
    databaseUrl: world.databaseUrl,
    publicUrl: 'https://otklik.bench.test',
  })
  try {
    await measureStorm(world, storm, server)
  } finally {
    await server.stop()
  }
} finally {
  for (const file of [planFile, warmFile]) rmSync(file, { force: true })
  await storm.close()
  await world.close()
}

async function measureStorm({ client, program, place }: World, { networks }: Storm, server: ServerProcess) {
  const { pool } = program.platform.database
  storm.open(server.url)
  const channels = new Map<string, string>()
  for (const { kind, values } of networks)
    channels.set(kind, (await client.channels.create({ kind, name: kind, values })).id)
  await untilSubscribed()
  say('a breeze, so that everything is warm')
  writePlan(warmFile, await storm.plan(rate / 5, 5))
  await send(server.url, warmFile)
  await untilRead(pool)
  const warm = await countEvents(pool)
  const arrivals = await storm.plan(rate, seconds)
  writePlan(planFile, arrivals)

  say(`${arrivals.length} pushes in ${seconds} s`)
  const postmaster = postmasterOf(place.dataDir)
  const [node, postgres] = [cpuOfTree(server.pid), cpuOfTree(postmaster)]
  const sent = await send(server.url, planFile)
  const left = await countWaiting(pool)
  const distinct = (await countEvents(pool)) - warm
  const drained = await untilRead(pool)
  const cpu = {
    node: (cpuOfTree(server.pid) - node) / 1000,
    postgres: (cpuOfTree(postmaster) - postgres) / 1000,
  }
  const found: Found[] = []
  for (const [kind, channelId] of channels) {
    const faults = await findFaults(pool, channelId, storm.events.get(kind) ?? [])
    found.push(faults)
    if (Math.max(...Object.values(faults)) > 0) say(`${kind}: ${JSON.stringify(faults)}`)
  }

  reportAcknowledgements(sent, await measureFloor())
  reportRefused(sent, arrivals.length)
  report({
    name: 'webhook storm: backlog read after the last push',
    value: drained,
    unit: 's',
    floor: null,
    target: drainTarget,
    goal: 'most',
    notes: `${left} of ${distinct} events waited then: ${((distinct - left) / sent.seconds).toFixed(0)} events/s were read during the storm, ${(left / drained).toFixed(0)} after it; processor for all of it: Node ${cpu.node.toFixed(0)} s, PostgreSQL ${cpu.postgres.toFixed(0)} s`,
  })
  reportFaults(found, [...storm.events.values()].flat().length)
}

async function untilSubscribed(): Promise<void> {
  const end = Date.now() + 60_000
  while (!storm.networks.every((network) => network.isSubscribed())) {
    if (Date.now() > end) throw new Error('a network was not told our address')
    await pause(100)
  }
  // What a connecting leaves to be done is done.
  await pause(3000)
}

/** The sender runs by itself: what this process does must not move its clock. */
async function send(door: string, file: string): Promise<SenderReport> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'lib', 'storm-sender.ts'),
      file,
      door,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`the sender ended with ${String(code)}`)
  // Written by the sender above.
  return JSON.parse(output) as SenderReport
}

async function measureFloor(): Promise<SenderReport> {
  say('floor: the same pushes into a bare insert')
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'lib', 'bare-server.ts'), String(port), world.databaseUrl],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(url, child)
  await send(url, warmFile)
  const floor = await send(url, planFile)
  await stopChild(child)
  return floor
}

function writePlan(file: string, arrivals: readonly Arrival[]): void {
  writeFileSync(file, arrivals.map((arrival) => JSON.stringify(arrival)).join('\n'))
}

async function countEvents(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: string }>('select count(*) as n from inbound_events')
  return Number(rows[0]?.n)
}

async function countWaiting(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(
    `select count(*) as n from inbound_events where state = 'stored'`,
  )
  return Number(rows[0]?.n)
}

/** Seconds until nothing waits. */
async function untilRead(pool: pg.Pool): Promise<number> {
  const start = performance.now()
  for (;;) {
    const waiting = await countWaiting(pool)
    const passed = (performance.now() - start) / 1000
    if (waiting === 0) return passed
    if (passed > drainLimit) throw new Error(`${waiting} events still wait after ${drainLimit} s`)
    await pause(250)
  }
}

function reportAcknowledgements(sent: SenderReport, floor: SenderReport): void {
  for (const [kind, { name, ms }] of Object.entries(deadlines)) {
    const times = sent.times[kind] ?? []
    const bare = floor.times[kind] ?? []
    report({
      name: `webhook storm: ${name}, acknowledged`,
      value: percentile(times, 0.99),
      unit: 'ms, p99',
      floor: percentile(bare, 0.99),
      target: ms / parts,
      goal: 'most',
      notes: `p50 ${median(times).toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms, floor p50 ${median(bare).toFixed(1)} ms; ${times.length} acknowledged after they were stored, timed from when they were due; the network waits ${ms / 1000} s; floor: the same bodies at the same rate, Hono and one insert each`,
    })
  }
}

function reportRefused({ refused }: SenderReport, pushes: number): void {
  const all = Object.entries(refused).flatMap(([kind, words]) => words.map((word) => `${kind}: ${word}`))
  for (const words of new Set(all.slice(0, 100))) say(words)
  report({
    name: 'webhook storm: refused',
    value: (all.length / pushes) * 100,
    unit: '% of pushes',
    floor: null,
    target: 0,
    goal: 'most',
    notes: `${all.length} of ${pushes} pushes: ${rate} a second for ${seconds} s, one of twenty told twice; messages, comments, likes and joins`,
  })
}

function reportFaults(found: readonly Found[], events: number): void {
  const sum = (part: keyof Found) => found.reduce((total, one) => total + one[part], 0)
  report({
    name: 'webhook storm: lost, doubled or out of order',
    value: sum('ledger') + sum('written') + sum('outOfOrder'),
    unit: 'events',
    floor: null,
    target: 0,
    goal: 'most',
    notes: `of ${events}: ${sum('ledger')} not once in the ledger, ${sum('written')} not once before people, ${sum('outOfOrder')} messages before an earlier one of the same person`,
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
