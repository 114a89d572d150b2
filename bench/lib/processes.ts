/** What Linux knows of processes: processor time and memory. Figures of other systems are left out by the callers. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A tick of the kernel's clock in milliseconds: 100 a second on every usual Linux. */
const tickMs = 10

export interface Stat {
  pid: number
  parent: number
  /** Processor time of the process itself, milliseconds. */
  own: number
  /** Of its children that have ended. */
  ended: number
}

export function readStat(pid: number): Stat | undefined {
  const text = readOrNothing(`/proc/${pid}/stat`)
  // The name, in brackets, may hold spaces.
  const fields = text
    ?.slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  if (!fields) return undefined
  const [, parent = 0] = fields
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
  return { pid, parent, own: (user + system) * tickMs, ended: (endedUser + endedSystem) * tickMs }
}

/** The process and everything below it. */
export function processTree(root: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)) ?? [])
  const found = [root]
  for (const pid of found) found.push(...all.filter((stat) => stat.parent === pid).map((stat) => stat.pid))
  return found
}

/** Milliseconds of processor time used by a process and everything it started, living and ended. Only grows. */
export function cpuOfTree(root: number): number {
  const stats = processTree(root).flatMap((pid) => readStat(pid) ?? [])
  return stats.reduce((sum, stat) => sum + stat.own + stat.ended, 0)
}

/** Memory in MB, a page shared by n processes counted as one n-th in each. */
export function memoryOf(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0),
  )
  return kilobytes.reduce((sum, kb) => sum + kb, 0) / 1024
}

/** The database server over a data folder of Otklik: it is nobody's child, its own file names it. */
export function postmasterOf(dataDir: string): number {
  for (const name of readdirSync(join(dataDir, 'postgres'))) {
    const pid = Number.parseInt(readOrNothing(join(dataDir, 'postgres', name, 'postmaster.pid')) ?? '', 10)
    if (pid > 0) return pid
  }
  throw new Error(`no database runs in ${dataDir}`)
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
