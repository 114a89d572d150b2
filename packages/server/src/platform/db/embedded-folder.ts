import { randomBytes } from 'node:crypto'
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './embedded-account.ts'

/** `<folder>/.s.PGSQL.5432` must fit into the 107 bytes a socket address holds; macOS has 103. */
const LONGEST_SOCKET_FOLDER = 100 - '/.s.PGSQL.5432'.length

/** Where the built-in database keeps its things inside the data folder. */
export interface Folder {
  root: string
  cluster: string
  leases: string
  log: string
}

export async function openFolder(dataDir: string, account: Account | undefined): Promise<Folder> {
  const root = join(dataDir, 'postgres')
  await mkdir(root, { recursive: true })
  const folder = {
    root,
    cluster: join(root, 'cluster'),
    leases: join(root, 'leases'),
    log: join(root, 'server.log'),
  }
  await chmod(root, 0o700)
  await giveTo(root, account)
  await mkdir(folder.leases, { recursive: true })
  return folder
}

/**
 * A folder for the socket that only the database's account (and root) may enter: whoever reaches the socket
 * is let in without a password. A data folder with a long path gets a short one under /tmp, remembered by name.
 */
export async function openSocketFolder(folder: Folder, account: Account | undefined): Promise<string> {
  const near = join(folder.root, 'run')
  if (Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER) {
    await mkdir(near, { recursive: true, mode: 0o700 })
    await giveTo(near, account)
    return near
  }
  const note = join(folder.root, 'socket-folder')
  const known = (await readFile(note, 'utf8').catch(() => '')).trim()
  if (known !== '' && (await isOurs(known, account))) return known
  const short = await mkdtemp('/tmp/otklik-')
  await giveTo(short, account)
  await writeFile(note, short)
  return short
}

/** Windows has no private sockets here: its database listens on 127.0.0.1 and asks for this password. */
export async function openPassword(folder: Folder): Promise<string | undefined> {
  if (process.platform !== 'win32') return undefined
  const file = join(folder.root, 'password')
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known !== undefined) return known.trim()
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, password, { mode: 0o600, flag: 'wx' })
  return password
}

export async function giveTo(path: string, account: Account | undefined): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid)
}

/** A name under /tmp may have been taken by somebody else since: only a real folder of ours will do. */
async function isOurs(path: string, account: Account | undefined): Promise<boolean> {
  const entry = await lstat(path).catch(() => undefined)
  const owner = account?.uid ?? process.getuid?.()
  return entry !== undefined && entry.isDirectory() && entry.uid === owner && (entry.mode & 0o077) === 0
}
