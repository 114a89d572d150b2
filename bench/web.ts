/** What a browser loads before the feed stands: the files of the built client, packed as they are sent. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openBrowser, signedIn } from './lib/browser.ts'
import { report, say } from './lib/result.ts'
import { startServer } from './lib/server-process.ts'
import { openWorld } from './lib/world.ts'

const built = join(dirname(import.meta.dirname), 'packages', 'web', 'dist', 'index.html')
const kinds = { js: /\.js$/, css: /\.css$/, fonts: /\.woff2?$/ }

if (existsSync(built)) await measure()
else say('web: left out, the client is not built: npm run build')

async function measure(): Promise<void> {
  const browser = await openBrowser()
  if (!browser) return say('web: left out, there is no Chromium here')
  const world = await openWorld('otklik_bench_web')
  const server = await startServer({ dataDir: world.place.dataDir, databaseUrl: world.databaseUrl })
  try {
    const page = await (await signedIn(browser, server.url, world.cookie)).newPage()
    const loading: Promise<{ path: string; packed: number }>[] = []
    page.on('response', (response) => {
      const path = new URL(response.url()).pathname
      const type = response.request().resourceType()
      if (
        ['document', 'script', 'stylesheet', 'font', 'image', 'manifest'].includes(type) &&
        !path.startsWith('/api/')
      ) {
        loading.push(
          response.body().then(
            (body) => ({ path, packed: sentSize(path, body) }),
            () => ({ path, packed: 0 }),
          ),
        )
      }
    })
    await page.goto(`${server.url}/`, { waitUntil: 'load' })
    await page.waitForSelector('main', { timeout: 30_000 })
    await page.waitForTimeout(3000)
    const files = await Promise.all(loading)
    const size = (match: (path: string) => boolean) =>
      files.filter(({ path }) => match(path)).reduce((sum, { packed }) => sum + packed, 0) / 1024
    const parts = Object.entries(kinds).map(
      ([name, kind]) => `${name} ${size((path) => kind.test(path)).toFixed(0)}`,
    )
    const largest = files.toSorted((a, b) => b.packed - a.packed).slice(0, 4)
    const names = largest.map(
      ({ path, packed }) =>
        `${path
          .split('/')
          .at(-1)
          ?.replace(/-[\w-]{8}\./, '.')} ${(packed / 1024).toFixed(0)}`,
    )
    report({
      name: 'web, first load of the feed',
      value: size(() => true),
      unit: 'KB gzip',
      floor: null,
      target: 300,
      goal: 'most',
      notes: `${files.length} files: ${parts.join(', ')}; largest ${names.join(', ')}`,
    })
  } finally {
    await browser.close()
    await server.stop()
    await world.close()
  }
}

/** Fonts and pictures are packed already. */
function sentSize(path: string, body: Buffer): number {
  return /\.(woff2?|png|webp|jpg)$/.test(path) ? body.length : gzipSync(body).length
}
