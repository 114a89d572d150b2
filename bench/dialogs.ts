/** Dialogs at the HTTP door, at 1,000,000 messages, and an operator's message on its way to the network. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { createSessionUnchecked } from '../packages/server/src/accounts/index.ts'
import { quick } from './lib/arguments.ts'
import { openDialogWorld, type DialogWorld } from './lib/dialog-world.ts'
import { timeAtDoor, timeFloor } from './lib/door.ts'
import { createCaller } from './lib/http.ts'
import { median, percentile } from './lib/numbers.ts'
import { openPlace } from './lib/place.ts'
import { report, say } from './lib/result.ts'
import { startServer } from './lib/server-process.ts'
import { openWorld } from './lib/world.ts'

const messages = quick ? 100_000 : 1_000_000
const rounds = quick ? 15 : 40
const sends = quick ? 20 : 100

await measureReading()
await measureSending()

async function measureReading(): Promise<void> {
  const place = await openPlace()
  const { databaseUrl, program, world } = await openDialogWorld(place, messages)
  const server = await startServer({ dataDir: place.dataDir, databaseUrl, roles: 'web' })
  try {
    const headers = {
      cookie: await createSessionUnchecked(program.auth, world.userId),
      'otklik-workspace': world.workspaceId,
    }
    for (const [name, { target, paths }] of Object.entries(casesOf(world))) {
      const doors: number[] = []
      const floors: number[] = []
      for (const path of paths) {
        doors.push(...(await timeAtDoor(server, { path, headers, rounds })))
        floors.push(...(await timeFloor(program, databaseUrl, { path, headers, rounds })))
      }
      report({
        name: `dialogs ${messages.toLocaleString('en')} messages: ${name}`,
        value: percentile(doors, 0.95),
        unit: 'ms, p95',
        floor: percentile(floors, 0.95),
        target,
        goal: 'most',
        notes: `p50 ${median(doors).toFixed(1)} ms, floor p50 ${median(floors).toFixed(1)} ms; ${paths.length} requests × ${rounds}; floor: the same statements sent straight to PostgreSQL`,
      })
    }
  } finally {
    await server.stop()
    await program.stop()
    await place.stop()
  }
}

function casesOf({ usual, long, words }: DialogWorld): Record<string, { target: number; paths: string[] }> {
  const search = (list: string[]) => list.map((word) => `/conversations/search?q=${encodeURIComponent(word)}`)
  return {
    list: {
      target: 15,
      paths: ['all', 'mine', 'new', 'unanswered', 'snoozed', 'closed'].map(
        (tab) => `/conversations?tab=${tab}`,
      ),
    },
    thread: {
      target: 15,
      paths: [usual, long].flatMap((id) => [`/conversations/${id}`, `/conversations/${id}/messages`]),
    },
    'search, rare word': { target: 40, paths: search(words.rare) },
    'search, mid word': { target: 40, paths: search(words.mid) },
    'search, frequent word': { target: 40, paths: search(words.frequent) },
    counters: { target: 15, paths: ['/conversations/counters'] },
  }
}

/** From the request of the screen to the first byte at the network, which is a server on 127.0.0.1. */
async function measureSending(): Promise<void> {
  const arrivals = new Map<string, (at: number) => void>()
  const network = createServer((request, response) => {
    const at = performance.now()
    const key = String(request.headers['idempotency-key'])
    request.resume().on('end', () => response.writeHead(200).end())
    arrivals.get(key)?.(at)
  })
  await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve))
  const deliverTo = `http://127.0.0.1:${(network.address() as AddressInfo).port}/`
  const world = await openWorld('otklik_bench_dialogs_sending')
  const server = await startServer({ dataDir: world.place.dataDir, databaseUrl: world.databaseUrl })
  try {
    const channel = await world.client.channels.create({
      kind: 'sandbox',
      name: 'Песочница',
      values: { deliverTo },
    })
    await fetch(`${server.url}${new URL(channel.hookUrl ?? '').pathname}`, {
      method: 'POST',
      body: JSON.stringify({ id: 'm1', kind: 'message', text: 'Есть?', author: { id: 'a', name: 'Анна' } }),
    })
    const id = await untilDialog(world.client)
    await world.client.conversations.accept({ id })
    const caller = createCaller(1)
    const headers = {
      cookie: world.cookie,
      'otklik-workspace': world.workspaceId,
      'content-type': 'application/json',
    }
    say(`${sends} messages of an operator`)
    const times: number[] = []
    for (let number = 0; number < sends; number++) {
      const messageId = crypto.randomUUID()
      const arrived = new Promise<number>((resolve) => arrivals.set(messageId, resolve))
      const start = performance.now()
      const body = JSON.stringify({ messageId, text: `Да, есть. ${number}` })
      await caller.call({
        method: 'POST',
        url: `${server.url}/api/v1/conversations/${id}/messages`,
        headers,
        body,
      })
      times.push((await arrived) - start)
    }
    caller.close()
    report({
      name: 'an operator’s message: from the request to the network',
      value: median(times),
      unit: 'ms, median',
      floor: median(await timeBareSending(world.databaseUrl, deliverTo)),
      target: 60,
      goal: 'most',
      notes: `p95 ${percentile(times, 0.95).toFixed(1)} ms; ${sends} messages one after another; stored, given to a worker and sent; floor: one insert, committed, and one request to the same server`,
    })
  } finally {
    await server.stop()
    await world.close()
    network.close()
  }
}

async function untilDialog(client: Awaited<ReturnType<typeof openWorld>>['client']): Promise<string> {
  for (;;) {
    const [dialog] = (await client.conversations.list({})).items
    if (dialog) return dialog.id
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function timeBareSending(databaseUrl: string, deliverTo: string): Promise<number[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('create table if not exists bare_messages (id uuid primary key, body text not null)')
  const times: number[] = []
  for (let number = 0; number < sends; number++) {
    const id = crypto.randomUUID()
    const start = performance.now()
    await client.query('insert into bare_messages values ($1, $2)', [id, `Да, есть. ${number}`])
    await fetch(deliverTo, { method: 'POST', body: `Да, есть. ${number}` })
    times.push(performance.now() - start)
  }
  await client.end()
  return times
}
