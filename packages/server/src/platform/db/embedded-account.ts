import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedError } from './embedded-error.ts'

const run = promisify(execFile)

/** The account PostgreSQL runs under. */
export interface Account {
  uid: number
  gid: number
  name: string
}

/**
 * PostgreSQL refuses to run as root, so under root it gets the account that owns its data,
 * else `postgres`, else `nobody`. Undefined means: as ourselves.
 */
export async function findServerAccount(dataFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(dataFolder).catch(() => undefined)
  if (owner !== undefined && owner.uid !== 0)
    return { uid: owner.uid, gid: owner.gid, name: `uid ${owner.uid}` }
  const found = (await findAccount('postgres')) ?? (await findAccount('nobody'))
  if (found !== undefined) return found
  throw new EmbeddedError(
    'NO_PERMISSION',
    'PostgreSQL does not run as root and this system has neither a "postgres" nor a "nobody" account. Start Otklik as an ordinary user, or set DATABASE_URL.',
  )
}

/** Throws when some folder on the way is closed to the account: a home with mode 0700 is the usual case. */
export async function assertReachable(folder: string, account: Account): Promise<void> {
  for (let at = folder; ; at = dirname(at)) {
    const entry = await stat(at)
    if (!mayEnter(entry, account)) throw unreachable(folder, at, account)
    if (dirname(at) === at) return
  }
}

function mayEnter(entry: { mode: number; uid: number; gid: number }, account: Account): boolean {
  if (entry.uid === account.uid) return (entry.mode & 0o100) !== 0
  if (entry.gid === account.gid) return (entry.mode & 0o010) !== 0
  return (entry.mode & 0o001) !== 0
}

function unreachable(folder: string, at: string, account: Account): EmbeddedError {
  return new EmbeddedError(
    'DATA_FOLDER_UNREACHABLE',
    `PostgreSQL does not run as root, and its account (${account.name}) cannot enter ${at}, so it cannot keep its data in ${folder}. Set OTKLIK_DATA to a folder it can reach, such as /var/lib/otklik/main, or start Otklik as an ordinary user.`,
  )
}

async function findAccount(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout), name }
  } catch {
    return undefined
  }
}
