import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { ROOT } from '../bootstrap/say.mjs'

/** Runs one part under our own Node and counts from its JSON report: `{passed, failed, skipped, code}`. */
export async function runPart(args, report, env) {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (ended) => resolve(ended ?? 1))
  })
  const counts = count(await readReport(report))
  // A runner that died, or failed outside any test, still counts as one failure.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return { ...counts, code }
}

export function total(outcomes) {
  return {
    passed: outcomes.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: outcomes.reduce((sum, outcome) => sum + outcome.failed, 0),
    skipped: outcomes.reduce((sum, outcome) => sum + outcome.skipped, 0),
  }
}

/** Vitest and Playwright name their counters differently. */
export function count(report) {
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 }
  if (report.stats !== undefined) {
    const { expected, flaky, unexpected, skipped } = report.stats
    return { passed: expected + flaky, failed: unexpected, skipped }
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests }
}

async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}
