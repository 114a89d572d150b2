import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../bootstrap/say.mjs'
import { report } from './sources.ts'

const KEPT = 'docs/openapi.json'

const made = spawnSync(process.execPath, ['packages/server/src/cli.ts', 'openapi'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
})
report(compare())

function compare(): string[] {
  if (made.status !== 0) return [`"otklik openapi" ended with code ${String(made.status)}:\n${made.stderr}`]
  if (!existsSync(join(ROOT, KEPT))) return [`${KEPT} is missing`]
  const kept = readFileSync(join(ROOT, KEPT), 'utf8')
  if (kept.trim() === made.stdout.trim()) return []
  const place = firstDifference(kept.split('\n'), made.stdout.split('\n'))
  return [`${KEPT} differs from what the contract says, first at line ${place}`]
}

function firstDifference(left: string[], right: string[]): number {
  return left.findIndex((line, at) => line !== right[at]) + 1
}
