/**
 * Live events of the server (SSE). A slice says which queries an event makes stale:
 * `onLive('interest.', () => queryClient.invalidateQueries({queryKey: ['interests']}))`.
 */
import { currentWorkspaceId } from './workspace-choice.ts'

export interface LiveEvent {
  id: string
  /** `interest.claimed`. */
  type: string
  [field: string]: unknown
}

export type LiveState = 'connecting' | 'live' | 'lost'
export type LiveHandler = (event: LiveEvent) => void

const handlers = new Set<{ prefix: string; handler: LiveHandler }>()
const resyncHandlers = new Set<() => void>()
const stateListeners = new Set<() => void>()
let state: LiveState = 'connecting'
let source: EventSource | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let lastEventId = ''
let failures = 0
let wasLost = false

/** Calls the handler for events whose type begins with the prefix; '' means all. Returns the way back. */
export function onLive(prefix: string, handler: LiveHandler): () => void {
  const entry = { prefix, handler }
  handlers.add(entry)
  return () => handlers.delete(entry)
}

/** Called when events may have been missed: everything shown must be asked again. */
export function onResync(handler: () => void): () => void {
  resyncHandlers.add(handler)
  return () => resyncHandlers.delete(handler)
}

/** Opens the stream; calling again changes nothing. Returns the way to close it. */
export function startLive(): () => void {
  if (!source && timer === undefined) connect()
  window.addEventListener('online', connectNow)
  return stopLive
}

export function liveState(): LiveState {
  return state
}

export function subscribeToLiveState(listener: () => void): () => void {
  stateListeners.add(listener)
  return () => stateListeners.delete(listener)
}

/** Seconds doubling from 1 to 30, spread by up to a third so that a restarted server is not met by everybody at once. */
export function reconnectDelay(failure: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(failure, 5)) * (1 + random / 3)
}

/** Reads one event of the wire; undefined for what is not ours. */
export function parseLiveEvent(data: string, id: string): LiveEvent | undefined {
  try {
    const value: unknown = JSON.parse(data)
    if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string')
      return undefined
    return { ...value, id, type: value.type }
  } catch {
    return undefined
  }
}

function connect(): void {
  timer = undefined
  const query = new URLSearchParams()
  const workspaceId = currentWorkspaceId()
  if (workspaceId !== null) query.set('workspace', workspaceId)
  // A new EventSource cannot send the Last-Event-ID header, only the browser's own retry can.
  if (lastEventId !== '') query.set('lastEventId', lastEventId)
  const opened = new EventSource(`/api/v1/live?${query}`)
  source = opened
  opened.onopen = announceOpen
  opened.onmessage = receive
  opened.onerror = () => {
    wasLost = true
    setState('lost')
    if (opened.readyState !== EventSource.CLOSED) return
    source = undefined
    timer = setTimeout(connect, reconnectDelay(failures++, Math.random()))
  }
}

function connectNow(): void {
  if (source) return
  clearTimeout(timer)
  connect()
}

function announceOpen(): void {
  failures = 0
  setState('live')
  if (wasLost) for (const handler of resyncHandlers) handler()
  wasLost = false
}

function receive(message: MessageEvent<string>): void {
  const event = parseLiveEvent(message.data, message.lastEventId)
  if (!event) return
  if (event.id !== '') lastEventId = event.id
  if (event.type === 'resync') for (const handler of resyncHandlers) handler()
  for (const { prefix, handler } of handlers) if (event.type.startsWith(prefix)) handler(event)
}

function stopLive(): void {
  window.removeEventListener('online', connectNow)
  clearTimeout(timer)
  timer = undefined
  source?.close()
  source = undefined
  setState('connecting')
}

function setState(next: LiveState): void {
  if (state === next) return
  state = next
  for (const listener of stateListeners) listener()
}
