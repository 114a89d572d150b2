import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTool } from './child.mjs'
import { Failure, ROOT, say } from './say.mjs'

const WEB = join(ROOT, 'packages', 'web')
const STAMP = join(WEB, 'dist', '.built-from')
/** What the client is made of. Tests and built files do not change it. */
const SOURCES = [
  'packages/web',
  'packages/ui',
  'packages/contract',
  'package-lock.json',
  'tsconfig.base.json',
]
const SKIPPED = /^(dist|node_modules|\..*)$|\.test\.tsx?$|\.md$/

/** Builds the web client when its sources differ from what the last build was made of. */
export async function ensureClient(node) {
  const hash = hashSources()
  if (read(STAMP) === hash) return
  say('building the web client')
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const code = await runTool(node, [vite, 'build', '--logLevel', 'warn'], WEB)
  if (code !== 0) throw new Failure('The web client does not build; the reason is above.')
  writeFileSync(STAMP, hash)
}

function hashSources() {
  const hash = createHash('sha256')
  for (const source of SOURCES) addToHash(hash, source)
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
