// `npm run lock`: after `npm install`, writes into package-lock.json the builds of other systems npm has left out.
//   npm run lock -- --check    only says what is missing
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/say.mjs'
import { completeLock, findGaps } from './lock/complete.ts'
import type { LockEntries } from './lock/complete.ts'

const file = join(ROOT, 'package-lock.json')
const lock: { packages: LockEntries } = JSON.parse(readFileSync(file, 'utf8'))
const gaps = findGaps(lock.packages)

if (process.argv.includes('--check')) {
  for (const gap of gaps)
    console.log(`package-lock.json lacks ${gap.name}@${gap.version}, which ${gap.parent} names`)
  process.exitCode = gaps.length === 0 ? 0 : 1
} else {
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: completeLock(lock.packages) }, null, 2)}\n`)
  console.log(`${gaps.length} entries added`)
}
