import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from './child.mjs'
import { Failure, ROOT, say } from './say.mjs'

const WEB = join(ROOT, 'packages', 'web')
const WIDGET = join(ROOT, 'packages', 'widget')
/** What each is made of. Tests and built files do not change it. */
const COMMON = ['package-lock.json', 'tsconfig.base.json']
const CLIENT_SOURCES = ['packages/web', 'packages/ui', 'packages/contract', ...COMMON]
const WIDGET_SOURCES = ['packages/widget', ...COMMON]
const SKIPPED = /^(dist|node_modules|\..*)$|\.test\.tsx?$|\.md$/

/** Builds the web client and the widget, each when its sources differ from what the last build was made of. */
export async function ensureClient(node) {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  await ensureBuilt(node, {
    name: 'the web client',
    folder: WEB,
    sources: CLIENT_SOURCES,
    build: [vite, 'build', '--logLevel', 'warn'],
  })
  await ensureBuilt(node, {
    name: 'the widget',
    folder: WIDGET,
    sources: WIDGET_SOURCES,
    build: [join(WIDGET, 'build.ts')],
  })
}

async function ensureBuilt(node, { name, folder, sources, build }) {
  const stamp = join(folder, 'dist', '.built-from')
  const hash = hashSources(sources)
  if (read(stamp) === hash) return
  say(`building ${name}`)
  const code = await runTool(node, build, folder)
  if (code !== 0) throw new Failure(`${name} does not build; the reason is above.`)
  writeFileSync(stamp, hash)
}

function hashSources(sources) {
  const hash = createHash('sha256')
  for (const source of sources) addToHash(hash, source)
  return hash.digest('hex')
}

function addToHash(hash, path) {
  const full = join(ROOT, path)
  const entry = statSync(full, { throwIfNoEntry: false })
  if (entry === undefined) return
  if (entry.isFile()) {
    hash.update(`${path}\0${entry.size}\0`).update(readFileSync(full))
    return
  }
  for (const name of readdirSync(full).sort()) {
    if (!SKIPPED.test(name)) addToHash(hash, `${path}/${name}`)
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
