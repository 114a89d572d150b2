/** What the widget costs a page of the business's site: its packed weight, and the longest task on a slow processor from loading to a sent message. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import { quick } from './lib/arguments.ts'
import { openBrowser } from './lib/browser.ts'
import { longestTask, type LongestTask } from './lib/long-tasks.ts'
import { median } from './lib/numbers.ts'
import { report, say } from './lib/result.ts'
import { startServer } from './lib/server-process.ts'
import { openWorld } from './lib/world.ts'

const built = join(dirname(import.meta.dirname), 'packages', 'widget', 'dist', 'widget.js')
const slower = 4
const runs = quick ? 3 : 9
const consent = 'Согласен на обработку имени и телефона, чтобы мне ответили'

if (existsSync(built)) await measure()
else say('widget: left out, it is not built: npm run build')

async function measure(): Promise<void> {
  const browser = await openBrowser()
  if (!browser) return say('widget: left out, there is no Chromium here')
  const world = await openWorld('otklik_bench_widget')
  const server = await startServer({ dataDir: world.place.dataDir, databaseUrl: world.databaseUrl })
  const shop = await servePages()
  const bare = await servePages()
  try {
    const channel = await world.client.channels.create({
      kind: 'site',
      name: 'Лавка',
      values: {
        origins: shop.url,
        askPhone: 'Оставьте телефон',
        operatorName: 'ООО «Лавка»',
        operatorAddress: 'Казань',
        processingText: consent,
      },
    })
    const key = channel.hookUrl?.split('/').at(-1) ?? ''
    shop.put('/', html(`<script src="${server.url}/widget.js" data-key="${key}" async></script>`))
    shop.put('/bare', html(`<script src="${bare.url}/loader.js" async></script>`))
    bare.put(
      '/loader.js',
      `const f=document.createElement('iframe');f.title='frame';f.src='${bare.url}/frame';document.body.append(f)`,
    )
    bare.put(
      '/frame',
      '<!doctype html><title>frame</title><button>Написать нам</button><textarea></textarea>',
    )
    const widget = await series(browser, `${shop.url}/`, server.url, talk)
    const floor = await series(browser, `${shop.url}/bare`, bare.url, write)
    reportWeight(widget.loaded, floor.loaded)
    reportTasks(widget.tasks, floor.tasks)
  } finally {
    await browser.close()
    shop.close()
    bare.close()
    await server.stop()
    await world.close()
  }
}

/** As a visitor does it: opens, agrees, writes, sees it said. */
async function talk(page: Page): Promise<void> {
  const frame = page.frameLocator('iframe').first()
  await frame.getByRole('button', { name: 'Написать нам' }).click()
  await frame.getByRole('tabpanel').getByRole('checkbox').click()
  await frame.getByRole('textbox').first().fill('Есть размер 42?')
  await page.keyboard.press('Enter')
  await frame.getByText('Оставьте телефон').waitFor()
}

/** The floor: a frame of another origin with a button and a box, nothing behind them. */
async function write(page: Page): Promise<void> {
  const frame = page.frameLocator('iframe').first()
  await frame.getByRole('button').click()
  await frame.getByRole('textbox').fill('Есть размер 42?')
  await page.keyboard.press('Enter')
}

interface Series {
  tasks: LongestTask[]
  /** Packed bytes by path, of the first run. */
  loaded: Map<string, number>
}

async function series(
  browser: Browser,
  url: string,
  home: string,
  act: (page: Page) => Promise<void>,
): Promise<Series> {
  const loaded = new Map<string, number>()
  const tasks: LongestTask[] = []
  for (let run = 0; run < runs; run++) {
    // A new window each time: nothing is remembered, everything is loaded.
    const context = await browser.newContext({ locale: 'ru-RU' })
    const page = await context.newPage()
    const bodies: Promise<void>[] = []
    page.on('response', (response) => {
      const { origin, pathname } = new URL(response.url())
      if (
        origin !== home ||
        !['document', 'script', 'stylesheet'].includes(response.request().resourceType())
      )
        return
      bodies.push(
        response.body().then((body) => void loaded.set(pathname, gzipSync(body, { level: 9 }).length)),
      )
    })
    const work = async () => {
      await page.goto(url)
      await act(page)
    }
    tasks.push(await longestTask(browser, page, { slower, work }))
    await Promise.all(bodies)
    await context.close()
  }
  return { tasks, loaded }
}

function reportWeight(widget: Map<string, number>, floor: Map<string, number>): void {
  const size = (files: Map<string, number>) =>
    [...files.values()].reduce((sum, bytes) => sum + bytes, 0) / 1024
  const parts = [...widget].map(([path, bytes]) => `${path.split('/').at(-1)} ${(bytes / 1024).toFixed(1)}`)
  report({
    name: 'widget, weight',
    value: size(widget),
    unit: 'KB gzip',
    floor: size(floor),
    target: 30,
    goal: 'most',
    notes: `${parts.join(', ')}; floor: a script that opens a frame with a button and a box`,
  })
}

function reportTasks(widget: LongestTask[], floor: LongestTask[]): void {
  const worst = Math.max(...widget.map(({ wallMs }) => wallMs))
  const long = widget.reduce((sum, task) => sum + task.long, 0)
  const cpu = (tasks: LongestTask[]) => median(tasks.map(({ cpuMs }) => cpuMs)).toFixed(1)
  report({
    name: `widget, longest task on a processor ${slower} times slower`,
    value: median(widget.map(({ wallMs }) => wallMs)),
    unit: 'ms, median',
    floor: median(floor.map(({ wallMs }) => wallMs)),
    target: 50,
    goal: 'most',
    notes: `${runs} visits from loading to a sent message; worst ${worst.toFixed(0)} ms, ${long} tasks over 50 ms in all; processor time alone ${cpu(widget)} ms, of the floor ${cpu(floor)} ms; floor: the same page with a bare frame`,
  })
}

function html(script: string): string {
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><title>Лавка</title><h1>Лавка</h1>${script}</html>`
}

/** An origin of its own with a few files. */
async function servePages() {
  const files = new Map<string, string>()
  const server = createServer((request, answer) => {
    const path = request.url ?? '/'
    const body = files.get(path)
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
    answer.writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` })
    answer.end(body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    put: (path: string, body: string) => void files.set(path, body),
    close: () => server.close(),
  }
}
