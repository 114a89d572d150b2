import type { EventType } from '@otklik/contract'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { liveState, onLive, onResync, startLive, subscribeToLiveState } from './live.ts'
import type { LiveHandler, LiveState } from './live.ts'
import { queryClient } from './query-client.ts'

/** First words of the query keys an event makes stale. Finer wishes: `useLiveEvents`. */
const staleAfter: Record<EventType, readonly string[]> = {
  'interest.created': ['interests', 'report'],
  'interest.changed': ['interests'],
  'interest.claimed': ['interests'],
  'interest.assigned': ['interests'],
  'interest.handed_over': ['interests'],
  'interest.processed': ['interests', 'report'],
  'interest.reopened': ['interests', 'report'],
  'interests.changed': ['interests', 'report'],
  'answer.changed': ['interests'],
  'lead.created': ['interests', 'leads', 'report'],
  'lead.changed': ['interests', 'leads', 'report'],
  'planned_contact.changed': ['planned', 'interests'],
  'planned_contact.due': ['planned'],
  'channel.warned': ['channels'],
  'channel.changed': ['channels'],
  'channel.missed': ['channels', 'operations'],
  'conversation.created': ['conversations'],
  'conversation.changed': ['conversations'],
  'message.created': ['conversations'],
  'message.changed': ['conversations'],
  // Shown as they come; nothing on the server changed.
  'conversation.presence': [],
  'conversation.typing': [],
  'conversation.settings_changed': ['conversation-settings'],
  'greeting.changed': ['greetings'],
  'post.changed': ['posts'],
  'template.changed': ['templates'],
  'operation.changed': ['operations', 'listening-imports'],
  'workspace.changed': ['me'],
  'member.changed': ['members', 'me'],
  'product.changed': ['products'],
  'view.changed': ['views'],
  'notice.created': ['notices'],
  'notice.read': ['notices'],
  'webhook.changed': ['webhooks'],
  'webhook.stopped': ['webhooks'],
  'site.message': [],
  'letter.stored': ['letters'],
  'letter.bounced': ['letters'],
}

/** A mail sync brings hundreds of events in a second; the queries are asked once for all of them. */
const GATHER = 250

/** Keeps the line open while the frame is shown and makes stale what the events speak of. */
export function useLiveConnection(): void {
  useEffect(() => {
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const invalidate = () => {
      timer = undefined
      for (const key of waiting) void queryClient.invalidateQueries({ queryKey: [key] })
      waiting.clear()
    }
    const stopEvents = onLive((event) => {
      for (const key of staleAfter[event.type]) waiting.add(key)
      timer ??= setTimeout(invalidate, GATHER)
    })
    const stopResync = onResync(() => void queryClient.invalidateQueries())
    const close = startLive()
    return () => {
      close()
      stopResync()
      stopEvents()
      clearTimeout(timer)
    }
  }, [])
}

/** Events while a component is shown: `useLiveEvents((event) => event.type === 'interest.created' && …)`. */
export function useLiveEvents(handler: LiveHandler): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => onLive((event) => latest.current(event)), [])
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribeToLiveState, liveState)
}
