import { useSyncExternalStore } from 'react'

const TICK = 15_000
const listeners = new Set<() => void>()
let current = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for the whole page: a thousand rows with ages cost one timer. Moves every 15 s. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, () => current))
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, TICK)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  current = Date.now()
  for (const listener of listeners) listener()
}
