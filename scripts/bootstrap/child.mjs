import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { environment } from './node.mjs'
import { ROOT, Failure } from './say.mjs'

const FOLLOW = pathToFileURL(join(ROOT, 'scripts', 'bootstrap', 'follow-parent.mjs')).href
const PARENT_CHECK_MS = 500
/** Compiled code of the last start: a tenth less processor time at a warm start. Node leaves the folder be when it may not write there. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'otklik-compiled')

/** Runs a file under Node 24 to its end and gives its exit code. Signals reach it; it does not outlive us. */
export function runProgram(node, [file, ...rest]) {
  const args = ['--disable-warning=ExperimentalWarning', '--import', FOLLOW, join(ROOT, file), ...rest]
  const child = spawn(node, args, {
    env: { NODE_COMPILE_CACHE: COMPILED, ...environment(node) },
    // The channel carries no messages: it breaks when we are killed, and the program then stops by itself.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  forwardSignals(child)
  const watch = watchParent(child)
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`${node} does not run: ${error.message}`)))
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}

/** Runs a tool; its output is shown as it comes. */
export function runTool(node, args, cwd) {
  const child = spawn(node, args, { cwd, env: environment(node), stdio: ['ignore', 2, 2] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function forwardSignals(child) {
  // On a terminal Ctrl+C reaches the program without us; a second copy would look like a second, impatient press.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  if (process.platform !== 'win32') process.on('SIGHUP', () => child.kill('SIGTERM'))
}

/** Started by npm, we live as long as npm does: `kill -9` of npm must not leave a server holding the port. */
function watchParent(child) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return undefined
  const before = readParents()
  const timer = setInterval(() => {
    if (readParents() !== before) child.kill('SIGTERM')
  }, PARENT_CHECK_MS)
  timer.unref()
  return timer
}

/** npm may stand above a shell that outlives it, so on Linux the parent of the parent counts too. */
function readParents() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    // The second field is a name in brackets that may hold anything; after it come the state and the parent.
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return `${process.ppid}`
  }
}
