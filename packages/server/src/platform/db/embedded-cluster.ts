import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EmbeddedError, explainFailure } from './embedded-error.ts'
import { giveTo } from './embedded-folder.ts'
import { isAlive } from './embedded-leases.ts'
import { runTool } from './embedded-tool.ts'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'
import type { Folder } from './embedded-folder.ts'

/**
 * Makes the data folder at the first start. It is made beside its place and renamed into it whole, so a kill
 * half-way leaves nothing behind that looks like a database, and of two first starts at once one wins.
 */
export async function openCluster(
  folder: Folder,
  binaries: Binaries,
  account: Account | undefined,
  password: string | undefined,
): Promise<void> {
  const version = await readVersion(folder.cluster)
  if (version === binaries.major) return
  if (version !== undefined) throw wrongVersion(folder.cluster, version, binaries.major)
  await removeAbandonedDrafts(folder)
  const draft = `${folder.cluster}.${process.pid}`
  try {
    await mkdir(draft, { mode: 0o700 })
    await giveTo(draft, account)
    await runTool(binaries.initdb, await initdbArgs(folder, draft, password), account)
    await chmod(draft, 0o700)
    await rename(draft, folder.cluster)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    if ((await readVersion(folder.cluster)) === binaries.major) return
    throw explainFailure('Creating the database', folder.root, cause)
  }
}

async function initdbArgs(folder: Folder, draft: string, password: string | undefined): Promise<string[]> {
  const args = [
    '-D',
    draft,
    '-U',
    'otklik',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  args.push(`--locale=${SYSTEM_LOCALE[process.platform] ?? 'C.UTF-8'}`)
  if (password === undefined) return [...args, '-A', 'trust']
  const file = join(folder.root, 'password')
  await writeFile(file, password, { mode: 0o600 })
  return [...args, '-A', 'scram-sha-256', `--pwfile=${file}`]
}

/** Sorting and case come from the builtin provider everywhere; the system's locale only has to exist. */
const SYSTEM_LOCALE: Partial<Record<NodeJS.Platform, string>> = { darwin: 'en_US.UTF-8', win32: 'C' }

async function readVersion(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  } catch (cause) {
    if (await isMissing(cluster)) return undefined
    throw explainFailure('Reading the database', cluster, cause)
  }
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(path)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT'
  }
}

function wrongVersion(cluster: string, found: string, ours: string): EmbeddedError {
  return new EmbeddedError(
    'DATA_FOLDER_VERSION',
    `The database in ${cluster} was made by PostgreSQL ${found}, and this Otklik carries PostgreSQL ${ours}. Start the Otklik that made it, save everything with "npm run otklik -- backup FILE", and restore the file with this one into an empty folder.`,
  )
}

async function removeAbandonedDrafts(folder: Folder): Promise<void> {
  for (const name of await readdir(folder.root)) {
    const maker = /^cluster\.(\d+)$/.exec(name)?.[1]
    if (maker === undefined || isAlive(Number(maker))) continue
    await rm(join(folder.root, name), { recursive: true, force: true })
  }
}
