import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../bootstrap/say.mjs'
import { findBadRows, findBrokenLinks, findForeignPaths, findTwinDifferences } from './docs-rules.ts'
import { listFiles, report } from './sources.ts'

const SERVER = 'packages/server/src'
/** Folders of the server that are no subsystem of their own. */
const NOT_SUBSYSTEMS = new Set(['migrations', 'test'])

const problems: string[] = []
for (const file of listFiles('*.md', 'docs/**/*.md', 'packages/**/*.md', '.ci/*')) {
  const text = read(file)
  problems.push(
    ...findBrokenLinks(file, text, (path) => existsSync(join(ROOT, path))),
    ...findForeignPaths(file, text),
  )
}
for (const file of listFiles(
  'packages/*/src/**/*.{ts,tsx,json}',
  'scripts/**/*.{ts,mjs}',
  'e2e/**/*.ts',
  'bench/**/*.ts',
)) {
  problems.push(...findForeignPaths(file, read(file)))
}
for (const file of [
  'LICENSE',
  'README.md',
  'README.ru.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'STYLE.md',
  'SECURITY.md',
  'CHANGELOG.md',
]) {
  if (!existsSync(join(ROOT, file))) problems.push(`${file} is missing`)
}
if (existsSync(join(ROOT, 'README.md')) && existsSync(join(ROOT, 'README.ru.md'))) {
  problems.push(...findTwinDifferences(read('README.md'), read('README.ru.md')))
}
problems.push(...findMissingPages())
if (existsSync(join(ROOT, 'docs/requirements.md')))
  problems.push(...findBadRows(read('docs/requirements.md')))
else problems.push('docs/requirements.md is missing')
report(problems)

/** A subsystem is a folder of the server; its page may not be forgotten. */
function findMissingPages(): string[] {
  const folders = new Set(
    listFiles(`${SERVER}/*/*.ts`).map((file) => file.slice(SERVER.length + 1).split('/')[0] ?? ''),
  )
  return [...folders]
    .filter((name) => !NOT_SUBSYSTEMS.has(name) && !existsSync(join(ROOT, `docs/subsystems/${name}.md`)))
    .map((name) => `docs/subsystems/${name}.md is missing: ${SERVER}/${name} is a subsystem without a page`)
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}
