import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure, ROOT, say } from './say.mjs'

const LOCK = join(ROOT, 'package-lock.json')
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json')
const STAMP = join(ROOT, 'node_modules', '.otklik-installed')
const REPORT_MS = 10_000

/** Brings node_modules to exactly what the lock file says; does nothing when it is so already. */
export async function ensureInstalled() {
  const lock = readFileSync(LOCK, 'utf8')
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${lock}`).digest('hex')
  const { packages } = JSON.parse(lock)
  if (read(STAMP) === hash && hasNested(packages)) return
  if (!agrees(packages)) await install()
  try {
    writeFileSync(STAMP, hash)
  } catch {
    // Installed by another account: the longer comparison is made at every start, which is all that is lost.
  }
}

/** npm keeps a list of what it put into node_modules: enough to see that somebody already ran `npm ci`. */
function agrees(packages) {
  const text = read(INSTALLED)
  if (text === undefined) return false
  const installed = JSON.parse(text).packages
  return Object.entries(packages).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true
    const found = installed[path]
    if (found === undefined) return wanted.optional === true && !isForUs(wanted)
    if (wanted.link) return found.link === true
    return found.version === wanted.version && existsSync(join(ROOT, path))
  })
}

/** The few packages that lie inside a workspace are the ones lost when somebody tidies there. */
function hasNested(packages) {
  const nested = Object.keys(packages).filter(
    (path) => path.includes('/node_modules/') && !path.startsWith('node_modules/'),
  )
  return nested.every((path) => packages[path].optional === true || existsSync(join(ROOT, path)))
}

/** Optional packages of other systems are rightly absent. */
function isForUs({ os, cpu, libc }) {
  if (os !== undefined && !os.includes(process.platform)) return false
  if (cpu !== undefined && !cpu.includes(process.arch)) return false
  // Where the kind of libc decides, npm knows it and we do not: an absent one proves nothing.
  return os !== undefined && libc === undefined
}

async function install() {
  say('installing dependencies, exactly as package-lock.json says (first start: about a minute)')
  rmSync(STAMP, { force: true })
  const started = Date.now()
  const report = setInterval(() => say(`still installing, ${seconds(started)} s`), REPORT_MS)
  try {
    // Nothing here needs install scripts, so none get to run.
    const code = await npm([
      'ci',
      '--ignore-scripts',
      '--loglevel=error',
      '--no-audit',
      '--no-fund',
      '--include=optional',
      '--include=dev',
    ])
    if (code !== 0) throw new Failure(await explain(code))
  } finally {
    clearInterval(report)
  }
  say(`dependencies installed in ${seconds(started)} s`)
}

function npm(args) {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const cli = [process.env.npm_execpath, beside].find((path) => path?.endsWith('.js') && existsSync(path))
  const [program, first] = cli === undefined ? ['npm', []] : [process.execPath, [cli]]
  const child = spawn(program, [...first, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    // On Windows npm is a command file, which only the shell runs. The arguments are our own words.
    shell: cli === undefined && process.platform === 'win32',
    // production would leave out the tools that build the client.
    env: { ...process.env, NODE_ENV: 'development' },
  })
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new Failure(`npm does not run: ${error.message}. Install npm, which comes with Node.`)),
    )
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function explain(code) {
  const host = new URL(process.env.npm_config_registry ?? 'https://registry.npmjs.org/').hostname
  const reachable = await lookup(host).then(
    () => true,
    () => false,
  )
  const head = `npm ci ended with code ${code}: the dependencies are not installed.`
  if (!reachable)
    return `${head}\nThe registry ${host} cannot be found: this machine seems to be offline. The first start needs the network once; later ones do not.`
  return `${head}\nThe reason is above. After mending it, start again: the installation begins anew and breaks nothing.`
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000)
}
