/** One stream of server-sent events that mends itself. */
import type { LiveEvent } from '@otklik/contract'
import { fitsEvent, isEventType } from './live-events.ts'
import { currentWorkspaceId } from './workspace-choice.ts'

export type LiveState = 'connecting' | 'live' | 'lost'

/** Where a stream pours its news. */
export interface LiveSink {
  event(event: LiveEvent): void
  /** Something may have been missed. `upTo`: from which id on nothing is. */
  resync(upTo?: string): void
  state(state: LiveState): void
  /** Id of the last event heard, '' before the first. */
  lastEventId(): string
}

/** The server replays what was missed; after a longer gap it is cheaper and surer to read everything anew. */
const LONG_GAP = 5 * 60_000

/** Opens the stream and opens it again after every break. Returns the way to close it. */
export function openSource(sink: LiveSink): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  // What happened between the first reading of a page and the opening of its stream was told to nobody here.
  let lostAt: number | undefined = Date.now()
  const connect = () => {
    clearTimeout(timer)
    source?.close()
    source = new EventSource(streamAddress(sink.lastEventId()))
    source.onopen = () => {
      failures = 0
      sink.state('live')
      if (lostAt !== undefined && (sink.lastEventId() === '' || Date.now() - lostAt > LONG_GAP)) sink.resync()
      lostAt = undefined
    }
    source.onmessage = (message) => {
      const event = parseLiveEvent(message.data)
      if (event) sink.event(event)
    }
    source.addEventListener('resync', (message) => sink.resync(message.lastEventId))
    source.onerror = () => {
      lostAt ??= Date.now()
      sink.state('lost')
      if (source?.readyState === EventSource.CLOSED)
        timer = setTimeout(connect, reconnectDelay(failures++, Math.random()))
    }
  }
  connect()
  window.addEventListener('online', connect)
  return () => {
    window.removeEventListener('online', connect)
    clearTimeout(timer)
    source?.close()
  }
}

/** Milliseconds doubling from 1 to 30 seconds, spread by up to a third so that a restarted server is not met by everybody at once. */
export function reconnectDelay(failure: number, random: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.min(failure, 5)) * (1 + random / 3)
}

/** Reads one line of the wire; undefined for an event this version does not know. */
export function parseLiveEvent(line: string): LiveEvent | undefined {
  const value = parseJson(line)
  if (typeof value !== 'object' || value === null) return undefined
  if (!('type' in value) || !('id' in value) || !('at' in value) || !('data' in value)) return undefined
  const { type, id, at } = value
  if (typeof id !== 'string' || typeof at !== 'string' || !isEventType(type)) return undefined
  return fitsEvent(type, value.data) ? ({ id, at, type, data: value.data } as LiveEvent) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A new EventSource cannot send headers, so the workspace and the last id go in the address. */
function streamAddress(lastEventId: string): string {
  const query = new URLSearchParams()
  const workspaceId = currentWorkspaceId()
  if (workspaceId !== null) query.set('workspace', workspaceId)
  if (lastEventId !== '') query.set('lastEventId', lastEventId)
  return `/api/v1/live?${query}`
}
