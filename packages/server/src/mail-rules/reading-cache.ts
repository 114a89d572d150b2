/** Readings of the last letters, for as long as somebody writes a rule: the preview is asked again at every pause in typing. */
import type { Reading } from './reading.ts'

const most = 400
const forgetAfterMs = 5 * 60_000

const kept = new Map<string, Reading>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Ids of letters are unique over all workspaces; the caller has loaded the letter inside its own. */
export function findReading(letterId: string): Reading | undefined {
  return kept.get(letterId)
}

export function keepReading(letterId: string, reading: Reading): Reading {
  kept.set(letterId, reading)
  if (kept.size > most) {
    const [oldest] = kept.keys()
    if (oldest !== undefined) kept.delete(oldest)
  }
  clearTimeout(timer)
  timer = setTimeout(() => kept.clear(), forgetAfterMs).unref()
  return reading
}
