import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../bootstrap/say.mjs'
import { findBreach } from './boundary-rules.ts'
import { listFiles, report } from './sources.ts'

/** `from '…'`, `import '…'` and `import('…')`, each after something that cannot be inside a word. */
const IMPORT =
  /(?:^|[\s;}])(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

const problems: string[] = []
for (const file of listFiles('packages/*/src/**/*.{ts,tsx}')) {
  const text = readFileSync(join(ROOT, file), 'utf8')
  for (const match of text.matchAll(IMPORT)) {
    const specifier = match[1] ?? match[2] ?? ''
    const breach = findBreach(file, specifier)
    if (breach === undefined) continue
    const line = text.slice(0, match.index).split('\n').length
    problems.push(`${file}:${line} imports '${specifier}': ${breach}`)
  }
}
report(problems)
