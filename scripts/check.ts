// `npm run check`: everything that can be said about the code without running it.
//   npm run check -- lint types     only these steps
import { readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './bootstrap/say.mjs'
import { runStep } from './check/step.ts'
import type { Outcome, Step } from './check/step.ts'

const BIN = 'node_modules/.bin'

const STEPS: Step[] = [
  { name: 'lock', mend: 'npm run lock', commands: [[process.execPath, 'scripts/lock.ts', '--check']] },
  { name: 'format', mend: 'npm run format', commands: [[`${BIN}/oxfmt`, '--check', '.']] },
  { name: 'lint', mend: 'npx oxlint --fix', commands: [[`${BIN}/oxlint`, '--deny-warnings']] },
  { name: 'boundaries', mend: 'ARCHITECTURE.md, direction of dependency', commands: [script('boundaries')] },
  { name: 'types', mend: 'npx tsc --noEmit -p packages/NAME', commands: typeChecks() },
  { name: 'dead code', mend: 'delete what nothing uses', commands: [[`${BIN}/knip`, '--no-progress']] },
  { name: 'contract', mend: 'npm run otklik -- openapi > docs/openapi.json', commands: [script('contract')] },
  {
    name: 'migrations',
    mend: 'npx drizzle-kit generate, in packages/server',
    commands: [script('migrations')],
  },
  {
    name: 'words',
    mend: 'npm run i18n -w packages/web, then the English words',
    commands: [[process.execPath, 'packages/web/scripts/check-catalogues.ts']],
  },
  { name: 'docs', mend: 'the lines named above', commands: [script('docs')] },
]

const wanted = process.argv.slice(2)
const outcomes: Outcome[] = []
for (const step of STEPS) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue
  const outcome = await runStep(step)
  outcomes.push(outcome)
  console.log(`${outcome.passed ? '✓' : '✗'} ${step.name.padEnd(11)} ${(outcome.ms / 1000).toFixed(1)} s`)
  if (!outcome.passed) console.log(indent(outcome.output))
}

const broken = outcomes.filter((outcome) => !outcome.passed)
console.log(`\n${outcomes.length - broken.length} of ${outcomes.length} checks passed`)
for (const { step } of broken) console.log(`✗ ${step.name}: ${step.mend}`)
process.exitCode = broken.length === 0 && outcomes.length > 0 ? 0 : 1

function script(name: string): string[] {
  return [process.execPath, `scripts/check/${name}.ts`]
}

function typeChecks(): string[][] {
  const packages = readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}`)
  return [...packages, 'e2e', 'bench', 'scripts']
    .filter((folder) => existsSync(join(ROOT, folder, 'tsconfig.json')))
    .map((folder) => [`${BIN}/tsc`, '--noEmit', '-p', folder])
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '    ')
}
