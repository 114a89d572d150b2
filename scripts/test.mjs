// `npm test`: brings what the tests need, runs them all, and ends with one line of totals.
//   npm test -- --only=unit|pg15|e2e     one part
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './bootstrap/say.mjs'
import { ensureTools } from './test/tools.mjs'
import { runPart, total } from './test/part.mjs'
import { withDebianPostgres } from './test/debian-postgres.mjs'

const VITEST = ['node_modules/vitest/vitest.mjs', 'run']
const PLAYWRIGHT = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e']

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length)
const { found, missing } = ensureTools()
const results = await mkdtemp(join(tmpdir(), 'otklik-results-'))

const parts = [
  {
    name: 'unit',
    title: 'Unit, slice and conformance tests (built-in PostgreSQL)',
    run: () => vitest('unit', [], {}),
  },
  {
    name: 'pg15',
    title: 'Slices with SQL of their own again, on the PostgreSQL of Debian (DATABASE_URL)',
    needs: 'postgres',
    run: () =>
      withDebianPostgres((url) => vitest('pg15', ['--project', 'server'], { OTKLIK_TEST_DATABASE_URL: url })),
  },
  {
    name: 'e2e',
    title: 'Journeys in Chromium with real Dovecot and Exim',
    needs: 'chromium',
    run: () => playwright('e2e'),
  },
]

const outcomes = []
const left = []
for (const part of parts) {
  if (only !== undefined && only !== part.name) continue
  process.stdout.write(`\n── ${part.title}\n`)
  if (part.needs !== undefined && !found.has(part.needs)) {
    // ensureTools has failed before this when CI=true; on a developer's machine the gap is said again here.
    process.stdout.write(`not run: ${part.needs} is missing (see above)\n`)
    left.push(part.title)
    continue
  }
  outcomes.push(await part.run())
}
await rm(results, { recursive: true, force: true })

const { passed, failed, skipped } = total(outcomes)
for (const title of left) process.stdout.write(`not run: ${title}\n`)
if (skipped > 0) process.stdout.write(`not run: ${skipped} tests whose servers are missing\n`)
for (const tool of missing)
  process.stdout.write(`  missing ${tool.name}: ${tool.use} (Debian: ${tool.packages.join(' ')})\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > 0 && outcomes.every((outcome) => outcome.code === 0) ? 0 : 1

function vitest(name, args, env) {
  const report = join(results, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return runPart([...VITEST, ...args, ...reporters], report, env)
}

async function playwright(name) {
  if (!existsSync(join(ROOT, 'e2e', 'playwright.config.ts')))
    return { passed: 0, failed: 1, skipped: 0, code: 1 }
  const report = join(results, `${name}.json`)
  return runPart([...PLAYWRIGHT, '--reporter=list,json'], report, { PLAYWRIGHT_JSON_OUTPUT_NAME: report })
}
