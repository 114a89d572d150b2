/** What the widget costs a page of the business's site: its packed weight, and the longest task on a slow processor from loading to a sent message. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, FrameLocator, Page } from '@playwright/test'
import { quick } from './lib/arguments.ts'
import { openBrowser } from './lib/browser.ts'
import { longestTask, type LongestTask } from './lib/long-tasks.ts'
import { median } from './lib/numbers.ts'
import { report, say } from './lib/result.ts'
import { startServer } from './lib/server-process.ts'
import { openWorld } from './lib/world.ts'

const built = join(dirname(import.meta.dirname), 'packages', 'widget', 'dist', 'widget.js')
const slower = 4
const runs = quick ? 2 : 7
/** Long enough for a slowed page on a busy machine to have answered. */
const stepMs = 2500
const viewport = { width: 1280, height: 720 }
const question = 'Есть размер 42?'
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
    const widget = await series(browser, `${shop.url}/`, server.url, {
      act: talk,
      done: (frame) => frame.getByText('Оставьте телефон').waitFor(),
    })
    const floor = await series(browser, `${shop.url}/bare`, bare.url, {
      act: writeBare,
      done: async () => undefined,
    })
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

/**
 * As a visitor does it: opens, agrees, writes. By mouse and keys alone, because Playwright's own search for elements runs in the page's
 * thread and would be measured as ours; whether it worked is looked at afterwards.
 */
async function talk(page: Page): Promise<void> {
  await page.waitForTimeout(stepMs)
  await page.mouse.click(viewport.width - 46, viewport.height - 46)
  await page.waitForTimeout(stepMs)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.waitForTimeout(stepMs)
  await write(page)
}

/** The floor, and the end of the talk: words into the box that has the focus. */
async function write(page: Page): Promise<void> {
  await page.keyboard.insertText(question)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(stepMs)
}

async function writeBare(page: Page): Promise<void> {
  await page.waitForTimeout(stepMs)
  await page.mouse.click(60, 120)
  await page.keyboard.press('Tab')
  await write(page)
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
  { act, done }: { act(page: Page): Promise<void>; done(frame: FrameLocator): Promise<void> },
): Promise<Series> {
  const loaded = new Map<string, number>()
  const tasks: LongestTask[] = []
  for (let run = 0; run < runs; run++) {
    // A new window each time: nothing is remembered, everything is loaded.
    const context = await browser.newContext({ locale: 'ru-RU', viewport })
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
    tasks.push(await longestTask(browser, page, { slower, home, work }))
    await done(page.frameLocator('iframe').first())
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
  const wall = (tasks: LongestTask[]) => tasks.map(({ wallMs }) => wallMs)
  const cpu = (tasks: LongestTask[]) => median(tasks.map(({ cpuMs }) => cpuMs)).toFixed(0)
  const long = (tasks: LongestTask[]) => tasks.reduce((sum, task) => sum + task.long, 0)
  report({
    name: `widget, longest task on a processor ${slower} times slower`,
    value: median(wall(widget)),
    unit: 'ms, median',
    floor: median(wall(floor)),
    target: 50,
    goal: 'most',
    notes: `by the clock, of the tasks with a script of the widget; ${runs} visits from loading to a sent message, worst ${Math.max(...wall(widget)).toFixed(0)} ms; ${long(widget)} tasks over 50 ms in all, floor ${long(floor)}; processor time ${cpu(widget)} ms, floor ${cpu(floor)} ms; floor: the same page with a bare frame`,
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
