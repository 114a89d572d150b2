/** Memory at rest and time to the first answer, of the program started as people start it: `npm start` over its built-in database. */
import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { quick } from './lib/arguments.ts'
import { median } from './lib/numbers.ts'
import { benchFolder, openPlace } from './lib/place.ts'
import { memoryOf, postmasterOf, processTree } from './lib/processes.ts'
import { report, say } from './lib/result.ts'
import { freePort, stopChild, untilAnswers } from './lib/server-process.ts'

const restMs = quick ? 5000 : 30_000
const root = dirname(import.meta.dirname)
const dataDir = join(benchFolder, 'idle')

rmSync(dataDir, { recursive: true, force: true })
const bareDatabase = await measureBareDatabase()
const bareNode = await measureBareNode()
say('the first start makes the database')
const first = await start()
await stopChild(first.child)
const warm: number[] = []
for (let turn = 0; turn < 4; turn++) {
  const { child, seconds } = await start()
  warm.push(seconds)
  await stopChild(child)
}
const again = await start()
try {
  say(`resting for ${restMs / 1000} s`)
  await new Promise((resolve) => setTimeout(resolve, restMs))
  const pids = processTree(again.child.pid ?? 0)
  const [node, postgres] = [memoryOf(pids), memoryOf(processTree(postmasterOf(dataDir)))]
  report({
    name: 'idle memory',
    value: node + postgres,
    unit: 'MB',
    floor: bareNode + bareDatabase,
    target: 250,
    goal: 'most',
    notes: `PSS ${restMs / 1000} s after the start: Node ${node.toFixed(0)} MB, PostgreSQL ${postgres.toFixed(0)} MB; floor: an empty Node server ${bareNode.toFixed(0)} MB and the database without connections ${bareDatabase.toFixed(0)} MB`,
  })
  report({
    name: 'cold start',
    value: median([...warm, again.seconds]),
    unit: 's',
    floor: null,
    target: 3,
    goal: 'most',
    notes: `median of ${warm.length + 1}, from the command of npm start to the first answered request; everything installed, the database stopped before; the very first start, which makes the database, took ${first.seconds.toFixed(1)} s`,
  })
} finally {
  await stopChild(again.child)
}

async function start(): Promise<{ child: ChildProcess; seconds: number }> {
  const port = await freePort()
  const env = { ...process.env, OTKLIK_DATA: dataDir, PORT: String(port), LOG_LEVEL: 'fatal' }
  const begun = performance.now()
  const child = spawn(process.execPath, [join(root, 'scripts', 'bootstrap.mjs'), 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const answered = await untilAnswers(`http://127.0.0.1:${port}/api/v1/setup`, child)
  return { child, seconds: (answered - begun) / 1000 }
}

async function measureBareDatabase(): Promise<number> {
  const place = await openPlace(join(dataDir, 'bare'))
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const memory = memoryOf(processTree(postmasterOf(place.dataDir)))
  await place.stop()
  return memory
}

async function measureBareNode(): Promise<number> {
  const child = spawn(process.execPath, ['-e', `require('http').createServer((q, a) => a.end()).listen(0)`], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const memory = memoryOf([child.pid ?? 0])
  await stopChild(child)
  return memory
}
