import { useEffect, useRef, useSyncExternalStore } from 'react'
import { liveState, onLive, onResync, startLive, subscribeToLiveState } from './live.ts'
import type { LiveHandler, LiveState } from './live.ts'
import { queryClient } from './query-client.ts'

/** First word of an event to the first word of query keys it makes stale. A slice with finer wishes uses `useLiveEvents`. */
const nouns: Record<string, readonly string[]> = {
  interest: ['interests', 'contacts'],
  answer: ['interests'],
  proof: ['interests'],
  contact: ['contacts', 'interests'],
  channel: ['channels'],
  letter: ['letters'],
  member: ['members', 'me'],
  workspace: ['me'],
  operation: ['operations'],
  product: ['products'],
  view: ['views'],
  assignment: ['assignment'],
  notification: ['notifications'],
}

/** Keeps the stream open while the frame is shown and makes the queries of the named noun stale. */
export function useLiveConnection(): void {
  useEffect(() => {
    const close = startLive()
    const stopEvents = onLive('', (event) => {
      for (const key of nouns[event.type.split('.')[0] ?? ''] ?? [])
        void queryClient.invalidateQueries({ queryKey: [key] })
    })
    const stopResync = onResync(() => void queryClient.invalidateQueries())
    return () => {
      stopResync()
      stopEvents()
      close()
    }
  }, [])
}

/** Events of one kind while a component is shown: `useLiveEvents('interest.created', showPill)`. */
export function useLiveEvents(prefix: string, handler: LiveHandler): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => onLive(prefix, (event) => latest.current(event)), [prefix])
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribeToLiveState, liveState)
}
