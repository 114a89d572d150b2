// Generates again from the tables into a copy of the migrations: a new file there means one was forgotten.
import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../bootstrap/say.mjs'
import { report } from './sources.ts'

const SERVER = join(ROOT, 'packages', 'server')
const MIGRATIONS = join(SERVER, 'src', 'migrations')

const work = mkdtempSync(join(tmpdir(), 'otklik-migrations-'))
try {
  report(findForgotten())
} finally {
  rmSync(work, { recursive: true, force: true })
}

function findForgotten(): string[] {
  const copy = join(work, 'migrations')
  cpSync(MIGRATIONS, copy, { recursive: true })
  const before = new Set(globSync('**/*', { cwd: copy }))
  const kit = join(ROOT, 'node_modules', 'drizzle-kit', 'bin.cjs')
  const made = spawnSync(process.execPath, [kit, 'generate', '--config', writeConfig(copy)], {
    cwd: SERVER,
    encoding: 'utf8',
  })
  if (made.status !== 0) {
    return [`drizzle-kit generate ended with code ${String(made.status)}:\n${made.stdout}${made.stderr}`]
  }
  const added = globSync('**/*', { cwd: copy }).filter((path) => !before.has(path))
  return added.map((path) => `the tables say more than the migrations: drizzle-kit would add ${path}`)
}

/** The server's own configuration with another place to write to: the check must not touch the sources. */
function writeConfig(out: string): string {
  const own = pathToFileURL(join(SERVER, 'drizzle.config.ts')).href
  const file = join(work, 'drizzle.config.ts')
  const text = `import own from ${JSON.stringify(own)}\nexport default { ...own, out: ${JSON.stringify(relative(SERVER, out))} }\n`
  writeFileSync(file, text)
  return file
}
