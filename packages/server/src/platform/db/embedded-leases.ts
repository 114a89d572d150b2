import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Several programs may share one built-in server (`--roles=web` and `--roles=jobs`), and any of them may be
 * killed. Each leaves a file with its process id; the last one to go stops the server.
 *
 * The order closes the race between leaving and joining: who joins writes its lease and then looks for
 * someone stopping; who stops says so and then looks for leases. At least one of them sees the other.
 */
export async function joinLeases(folder: string): Promise<void> {
  await writeFile(join(folder, `${process.pid}`), '')
  while ((await listLiving(folder, 'stopping-')).length > 0) await sleep(20)
}

/** Calls `stop` when nobody else holds a lease. */
export async function leaveLeases(folder: string, stop: () => Promise<void>): Promise<boolean> {
  const mark = join(folder, `stopping-${process.pid}`)
  await writeFile(mark, '')
  try {
    await rm(join(folder, `${process.pid}`), { force: true })
    if ((await listLiving(folder, '')).length > 0) return false
    await stop()
    return true
  } finally {
    await rm(mark, { force: true })
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Process ids of the others; files of the dead are removed on the way. */
async function listLiving(folder: string, prefix: string): Promise<number[]> {
  const living: number[] = []
  for (const name of await readdir(folder)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)$`).exec(name)?.[1])
    if (Number.isNaN(pid) || pid === process.pid) continue
    if (isAlive(pid)) living.push(pid)
    else await rm(join(folder, name), { force: true })
  }
  return living
}
