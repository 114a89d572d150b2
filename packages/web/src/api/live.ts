/** Live events of the workspace: who wants to hear, and what is the state of the line. The line itself: `live-tabs.ts`. */
import type { LiveEvent } from '@otklik/contract'
import type { LiveState } from './live-source.ts'
import { shareSource } from './live-tabs.ts'

export type LiveHandler = (event: LiveEvent) => void
export type { LiveState }

const handlers = new Set<LiveHandler>()
const resyncHandlers = new Set<() => void>()
const stateListeners = new Set<() => void>()
let state: LiveState = 'connecting'
let lastEventId = ''
let stop: (() => void) | undefined

/** Hears every event until called back. Events may come twice: the server replays a little after a gap. */
export function onLive(handler: LiveHandler): () => void {
  handlers.add(handler)
  return () => handlers.delete(handler)
}

/** Called when events may have been missed: everything shown must be asked again. */
export function onResync(handler: () => void): () => void {
  resyncHandlers.add(handler)
  return () => resyncHandlers.delete(handler)
}

/** Opens the line; calling again changes nothing. Returns the way to close it. */
export function startLive(): () => void {
  stop ??= shareSource({ event: announce, resync, state: setState, lastEventId: () => lastEventId })
  return () => {
    stop?.()
    stop = undefined
    setState('connecting')
  }
}

export function liveState(): LiveState {
  return state
}

export function subscribeToLiveState(listener: () => void): () => void {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}

function announce(event: LiveEvent): void {
  lastEventId = event.id
  for (const handler of handlers) handler(event)
}

function resync(upTo?: string): void {
  if (upTo) lastEventId = upTo
  for (const handler of resyncHandlers) handler()
}

function setState(next: LiveState): void {
  if (state === next) return
  state = next
  for (const listener of stateListeners) listener()
}
