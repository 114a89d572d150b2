/** `npm run bench`: every measurement in a process of its own, then one table. `-- --quick` for smaller sizes, `-- --only=feed,intake` for some. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { option, quick } from './lib/arguments.ts'
import { describeLoad, describeMachine } from './lib/machine.ts'
import type { ReportedResult } from './lib/result.ts'
import { toTable } from './lib/table.ts'

const measurements = ['web', 'widget', 'idle', 'live', 'hooks', 'storm', 'intake', 'feed', 'dialogs'] as const

const only = option('only')?.split(',')
const unknown = only?.filter((name) => !measurements.some((known) => known === name)) ?? []
if (unknown.length > 0)
  throw new Error(`there is no measurement ${unknown.join(', ')}; there are ${measurements.join(', ')}`)

const machine = await describeMachine()
const before = describeLoad()
const results: ReportedResult[] = []
const failed: string[] = []
for (const name of measurements) {
  if (only && !only.includes(name)) continue
  process.stderr.write(`${name}\n`)
  const { lines, code } = await measure(name)
  results.push(...lines)
  if (code !== 0) failed.push(name)
}
process.stdout.write(
  `\n${machine}\nLoad average before ${before}, after ${describeLoad()}${quick ? '. Small sizes (--quick)' : ''}\n\n${toTable(results)}\n`,
)
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.join(', ')}\n`)
// A missed target is a figure to look at; only a measurement that broke is a failure.
process.exitCode = failed.length > 0 ? 1 : 0

async function measure(name: string): Promise<{ lines: ReportedResult[]; code: number }> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, `${name}.ts`),
      ...process.argv.slice(2),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let output = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    output += text
    process.stdout.write(text)
  })
  const code = await new Promise<number>((resolve) => child.once('close', (exit) => resolve(exit ?? 1)))
  const lines = output.split('\n').filter((line) => line.startsWith('{'))
  // Written by `report` of our own measurement.
  return { lines: lines.map((line) => JSON.parse(line) as ReportedResult), code }
}
