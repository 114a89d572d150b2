/** Pushes to `POST /hooks/…`, answered only when they are stored: 16 connections against a listening program. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { quick } from './lib/arguments.ts'
import { flood, type Call } from './lib/http.ts'
import { report, say } from './lib/result.ts'
import { freePort, startServer, stopChild, untilAnswers } from './lib/server-process.ts'
import { openWorld, type World } from './lib/world.ts'

const connections = 16
const seconds = quick ? 3 : 10

let serial = 0
const world = await openWorld('otklik_bench_hooks')
try {
  const channel = await world.client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
  const path = new URL(channel.hookUrl ?? '').pathname
  const floor = await measureFloor(world)
  const bySort = { 'web,jobs': 'hooks', web: 'hooks, workers elsewhere' } as const
  for (const roles of ['web,jobs', 'web'] as const) {
    const { perSecond, kept } = await measureProgram(world, roles, path)
    const notes = `${connections} connections; ${kept} answered and all of them found in the ledger; ${roles === 'web' ? 'a process with the role web alone' : 'cards are made by the same process meanwhile'}; floor: Hono and one insert per request`
    report({
      name: bySort[roles],
      value: perSecond,
      unit: 'requests/s',
      floor,
      target: 1000,
      goal: 'least',
      notes,
    })
  }
} finally {
  await world.close()
}

async function measureProgram(
  { place, program, databaseUrl }: World,
  roles: 'web' | 'web,jobs',
  path: string,
): Promise<{ perSecond: number; kept: number }> {
  const { pool } = program.platform.database
  const countStored = async () =>
    Number((await pool.query<{ n: string }>('select count(*) as n from inbound_events')).rows[0]?.n)
  const server = await startServer({ dataDir: place.dataDir, databaseUrl, roles })
  try {
    const next = () => push(`${server.url}${path}`)
    await flood(connections, 2, next)
    say(`pushes for ${seconds} s, roles ${roles}`)
    const before = await countStored()
    const { perSecond, answered } = await flood(connections, seconds, next)
    const kept = (await countStored()) - before
    if (kept !== answered) throw new Error(`${answered} were answered and ${kept} stored`)
    return { perSecond, kept }
  } finally {
    await server.stop()
  }
}

async function measureFloor({ databaseUrl }: World): Promise<number> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'lib', 'bare-server.ts'), String(port), databaseUrl],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(url, child)
  const next = () => push(`${url}/hooks/bare`)
  await flood(connections, 2, next)
  say(`floor: a bare insert for ${seconds} s`)
  const { perSecond } = await flood(connections, seconds, next)
  await stopChild(child)
  return perSecond
}

function push(url: string): Call {
  const id = `order-${++serial}`
  const author = { name: 'Мария Орлова', email: `maria${serial % 500}@example.ru`, phone: '+7 900 000-00-00' }
  const body = {
    externalId: id,
    sourceType: 'site_form',
    activityClass: 'site_form',
    action: 'question',
    sourceUrl: 'https://example.ru/contacts',
    author,
    text: `Есть ли доставка в Тверь? Заказ ${id}`,
  }
  return { method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
