import { globSync } from 'node:fs'
import { sep } from 'node:path'
import { ROOT } from '../bootstrap/say.mjs'

/** Files of the project that match, relative to its root and with `/`; never what is installed or built. */
export function listFiles(...patterns: string[]): string[] {
  const found = globSync(patterns, {
    cwd: ROOT,
    exclude: (path) => /(^|[\\/])(node_modules|dist|\.git|\.data|test-results)$/.test(path),
  })
  return found.map((path) => path.split(sep).join('/')).sort()
}

/** Prints what is wrong and sets the exit code. */
export function report(problems: string[]): void {
  for (const problem of problems) console.log(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
