import { posix } from 'node:path'

/** Which packages of ours each package may import. Absent from the list: none. */
const PACKAGES: Record<string, string[]> = {
  server: ['contract', 'text'],
  web: ['contract', 'ui'],
  extension: ['contract', 'ui'],
  widget: ['contract'],
}

const ORPC_HOMES = /^packages\/(contract\/src\/(endpoint|client)\.ts|server\/src\/platform\/http(\.ts|\/))/
const SERVER = 'packages/server/src/'
/** Wiring that nothing below it may reach back to. */
const TOP = /^(main|app|cli)\.ts$/
const DATABASE_PACKAGES = new Set(['pg', 'pg-boss', 'pg-copy-streams', 'drizzle-orm'])
/** A connector talks to its network; the core stores, queues and serves for it. */
const CORE_PACKAGES = new Set([...DATABASE_PACKAGES, 'hono', 'better-auth', 'pino', 'flydrive'])

/**
 * Says why `file` may not import `specifier`, or gives undefined. Paths are relative to the project, with `/`.
 * These are the directions of dependency of ARCHITECTURE.md; cycles are the linter's business.
 */
export function findBreach(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return breachOfPackages(file, specifier)
  const target = posix.join(posix.dirname(file), specifier)
  const home = packageOf(file)
  if (home !== undefined && packageOf(target) !== home)
    return 'reaches into another package by path; import it by name'
  if (file.startsWith(SERVER)) return breachInServer(file.slice(SERVER.length), target.slice(SERVER.length))
  return undefined
}

function breachOfPackages(file: string, specifier: string): string | undefined {
  const name = packageName(specifier)
  const home = packageOf(file)
  if (name.startsWith('@orpc/') && !ORPC_HOMES.test(file)) {
    return '@orpc/* is known only to contract/src/{endpoint,client}.ts and server/src/platform/http'
  }
  if (home !== undefined && name.startsWith('@otklik/')) {
    const wanted = name.slice('@otklik/'.length)
    if (!(PACKAGES[home] ?? []).includes(wanted)) return `package ${home} may not import ${name}`
  }
  if (!file.startsWith(SERVER) || isTest(file)) return undefined
  return breachInServerPackages(file.slice(SERVER.length), name)
}

function breachInServerPackages(file: string, name: string): string | undefined {
  if (connectorOf(file) !== undefined && CORE_PACKAGES.has(name))
    return `a connector does not use ${name}: that is the core's work`
  const isPlatform = file.startsWith('platform/') || file.startsWith('test/') || TOP.test(file)
  if ((name === 'pg' || name === 'pg-boss') && !isPlatform)
    return `only platform opens the database or the queue; use ctx`
  return undefined
}

function breachInServer(file: string, target: string): string | undefined {
  if (isTest(file) || file.startsWith('test/')) return undefined
  const from = sliceOf(file)
  const to = sliceOf(target)
  if (to === 'test') return 'only tests use the test harness'
  const connector = connectorOf(file)
  if (connector !== undefined) {
    const own = `channels/${connector}/`
    if (target.startsWith(own) || target === 'channels/channel.ts') return undefined
    return 'a connector imports channels/channel.ts and its own folder, nothing else of ours'
  }
  if (TOP.test(target) && sliceOf(file) !== undefined)
    return 'main, app and cli are the top: nothing imports them'
  // Files beside main.ts are wiring and may see everything.
  if (from === undefined || to === undefined || from === to || to === 'platform') return undefined
  if (from === 'platform') return 'platform knows no slice'
  // What a channel is: types only, made to be read from everywhere.
  if (target === 'channels/channel.ts') return undefined
  // A connector has a door of its own: the letters slice reads mail by the e-mail connector's parser.
  if (/^channels\/[^/]+\/index\.ts$/.test(target)) return undefined
  if (target === `${to}/index.ts` || /^[^/]+\/[^/]+\.table\.ts$/.test(target)) return undefined
  if (file.endsWith('.fixtures.ts') && target.endsWith('.fixtures.ts')) return undefined
  return `enter ${to} by ${to}/index.ts or one of its *.table.ts`
}

function packageOf(path: string): string | undefined {
  return /^packages\/([^/]+)\//.exec(path)?.[1]
}

function sliceOf(path: string): string | undefined {
  return /^([^/]+)\//.exec(path)?.[1]
}

function connectorOf(path: string): string | undefined {
  return /^channels\/([^/]+)\//.exec(path)?.[1]
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path)
}
