/** From a stored push to the card on the screens: fifty readers of the live stream and one real browser. */
import { get } from 'node:http'
import pg from 'pg'
import type { Page } from '@playwright/test'
import { quick } from './lib/arguments.ts'
import { openBrowser, signedIn } from './lib/browser.ts'
import { createCaller } from './lib/http.ts'
import { median, percentile } from './lib/numbers.ts'
import { report, say } from './lib/result.ts'
import { startServer } from './lib/server-process.ts'
import { openWorld } from './lib/world.ts'

const readers = 50
const events = quick ? 10 : 40
const waitMs = 10_000

const world = await openWorld('otklik_bench_live')
const channel = await world.client.channels.create({ kind: 'api', name: 'Сайт', values: {} })
const server = await startServer({ dataDir: world.place.dataDir, databaseUrl: world.databaseUrl })
const browser = await openBrowser()
try {
  const streams = await Promise.all(
    Array.from({ length: readers }, () =>
      openReader(`${server.url}/api/v1/live`, {
        cookie: world.cookie,
        'otklik-workspace': world.workspaceId,
      }),
    ),
  )
  const page = browser ? await openFeed((await signedIn(browser, server.url, world.cookie)).newPage()) : null
  say(`${events} events, ${readers} readers, ${page ? 'one browser' : 'no browser here'}`)
  const heard: number[] = []
  const shown: number[] = []
  for (let number = 0; number < events; number++) {
    const text = `Есть ли доставка ${number}-${Date.now()}`
    const seen = page?.waitForFunction(
      (wanted) => document.body.textContent.includes(wanted) && Date.now(),
      text,
      { polling: 'raf', timeout: waitMs },
    )
    const arrivals = streams.map((stream) => stream.next())
    const storedAt = await push(text)
    heard.push(...(await Promise.all(arrivals)).map((at) => at - storedAt))
    if (seen) shown.push(Number(await (await seen).jsonValue()) - storedAt)
    await pause(150)
  }
  for (const stream of streams) stream.close()
  const floor = await measureNotice(world.databaseUrl)
  const common = { unit: 'ms, median', floor, target: 150, goal: 'most' as const }
  report({
    name: 'live: readers',
    value: median(heard),
    ...common,
    notes: `${readers} readers, ${events} events, p95 ${percentile(heard, 0.95).toFixed(0)} ms; from the answer to the push (stored) to the line of the stream; floor: a notice of PostgreSQL to one listener`,
  })
  if (shown.length > 0)
    report({
      name: 'live: browser',
      value: median(shown),
      ...common,
      notes: `the card's text on the page of Chromium, ${readers} more readers connected; p95 ${percentile(shown, 0.95).toFixed(0)} ms`,
    })
  else say('live: browser left out, there is no Chromium here')
} finally {
  await browser?.close()
  await server.stop()
  await world.close()
}

async function push(text: string): Promise<number> {
  const caller = createCaller(1)
  const path = new URL(channel.hookUrl ?? '').pathname
  const body = JSON.stringify({
    externalId: text,
    sourceType: 'site_form',
    activityClass: 'site_form',
    action: 'question',
    author: { name: 'Мария Орлова', email: 'maria@example.ru' },
    text,
  })
  const { status } = await caller.call({
    method: 'POST',
    url: `${server.url}${path}`,
    headers: { 'content-type': 'application/json' },
    body,
  })
  const storedAt = Date.now()
  caller.close()
  if (status !== 200) throw new Error(`the push was answered ${status}`)
  return storedAt
}

interface Reader {
  /** Time of the next new card. */
  next(): Promise<number>
  close(): void
}

function openReader(url: string, headers: Record<string, string>): Promise<Reader> {
  let wanted: ((at: number) => void) | undefined
  return new Promise((resolve, reject) => {
    const sent = get(url, { headers }, (stream) => {
      if (stream.statusCode !== 200) {
        reject(new Error(`the stream was answered ${stream.statusCode}`))
        return
      }
      stream.setEncoding('utf8')
      stream.on('data', (lines: string) => {
        if (lines.includes('"type":"interest.created"')) wanted?.(Date.now())
      })
      // Ended by us at the end.
      stream.on('error', () => undefined)
      resolve({ next: () => new Promise((done) => (wanted = done)), close: () => void stream.destroy() })
    })
    sent.on('error', reject)
  })
}

async function openFeed(opening: Promise<Page>): Promise<Page> {
  const page = await opening
  await page.goto(`${server.url}/`)
  await page.waitForSelector('main', { timeout: 30_000 })
  await pause(3000)
  return page
}

async function measureNotice(url: string): Promise<number> {
  const [listener, sender] = [new pg.Client(url), new pg.Client(url)]
  await Promise.all([listener.connect(), sender.connect()])
  await listener.query('listen bench')
  const times: number[] = []
  for (let number = 0; number < events; number++) {
    const arrived = new Promise<number>((resolve) =>
      listener.once('notification', () => resolve(performance.now())),
    )
    const start = performance.now()
    await sender.query(`select pg_notify('bench', 'x')`)
    times.push((await arrived) - start)
  }
  await Promise.all([listener.end(), sender.end()])
  return median(times)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
