/**
 * One stream for all tabs of a workspace. Without this the seventh tab hangs: a browser opens at most six
 * HTTP/1.1 connections to a server, and a stream holds one for good. The tab that holds the lock listens
 * to the server and tells the others; when it closes, the next one takes over from the last event heard.
 */
import type { LiveEvent } from '@otklik/contract'
import { openSource } from './live-source.ts'
import type { LiveSink, LiveState } from './live-source.ts'
import { currentWorkspaceId } from './workspace-choice.ts'

type TabMessage =
  | { kind: 'event'; event: LiveEvent }
  | { kind: 'resync'; upTo?: string }
  | { kind: 'state'; state: LiveState }
  /** A new tab asks how the line is. */
  | { kind: 'hello' }

/** Pours news into the sink from the server or from the tab that listens to it. Returns the way out. */
export function shareSource(sink: LiveSink): () => void {
  // Locks exist only over HTTPS and on localhost; an installation on plain HTTP keeps a stream per tab.
  if (!('locks' in navigator)) return openSource(sink)
  const name = `otklik.live.${currentWorkspaceId() ?? 'first'}`
  const channel = new BroadcastChannel(name)
  const leaving = new AbortController()
  channel.addEventListener('message', (message: MessageEvent<TabMessage>) => passOn(message.data, sink))
  tell(channel, { kind: 'hello' })
  navigator.locks
    .request(name, { signal: leaving.signal }, () => lead(channel, sink, leaving.signal))
    // Left while still waiting for the lock: nothing to close.
    .catch(() => undefined)
    .finally(() => channel.close())
  return () => leaving.abort()
}

/** Listens to the server for all tabs until this one leaves. */
function lead(channel: BroadcastChannel, sink: LiveSink, signal: AbortSignal): Promise<void> {
  let state: LiveState = 'connecting'
  const both: LiveSink = {
    lastEventId: () => sink.lastEventId(),
    event: (event) => {
      sink.event(event)
      tell(channel, { kind: 'event', event })
    },
    resync: (upTo) => {
      sink.resync(upTo)
      tell(channel, { kind: 'resync', ...(upTo && { upTo }) })
    },
    state: (next) => {
      state = next
      sink.state(next)
      tell(channel, { kind: 'state', state })
    },
  }
  channel.addEventListener('message', (message: MessageEvent<TabMessage>) => {
    if (message.data.kind === 'hello') tell(channel, { kind: 'state', state })
  })
  const close = openSource(both)
  return new Promise((resolve) => {
    const leave = () => {
      close()
      resolve()
    }
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })
}

function passOn(message: TabMessage, sink: LiveSink): void {
  if (message.kind === 'event') sink.event(message.event)
  if (message.kind === 'resync') sink.resync(message.upTo)
  if (message.kind === 'state') sink.state(message.state)
}

function tell(channel: BroadcastChannel, message: TabMessage): void {
  // A channel reaches its own origin only; a target origin is an argument of windows.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage(message)
}
