import { useEffect, useRef, useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { useMe } from '../api/session.ts'
import { useLiveEvents } from '../api/use-live.ts'
import { dialogKey, refreshDialog } from './conversation-cache.ts'
import { readMessage } from './thread-data.ts'

/** Announced anew at this pace; a screen that fell silent for longer is gone. */
const ANNOUNCE = 15_000
const GONE = 25_000
const TYPING = 6_000

export interface Onlooker {
  memberId: string
  name: string
  activity: 'viewing' | 'writing'
  /** When it was last said. */
  at: number
}

/** Keeps the opened dialog true: its messages, its state, its files. */
export function useLiveDialog(id: string): void {
  useLiveEvents((event) => {
    if (!('conversationId' in event.data) || event.data.conversationId !== id) return
    if (event.type === 'message.created' || event.type === 'message.changed') {
      void readMessage(id, event.data.messageId)
      if (event.type === 'message.created') void refreshDialog(id)
      void queryClient.invalidateQueries({ queryKey: [...dialogKey(id), 'media'] })
    }
    if (event.type === 'conversation.changed') void refreshDialog(id)
  })
}

/** Who else is here, and a way to say what I do. */
export function usePresence(id: string): { others: readonly Onlooker[]; sayWriting: () => void } {
  const me = useMe().member?.id
  const [others, setOthers] = useState<readonly Onlooker[]>([])
  const said = useRef<{ activity: 'viewing' | 'writing'; at: number }>({ activity: 'viewing', at: 0 })
  const say = useRef((activity: 'viewing' | 'writing' | 'left') => {
    // Presence is a courtesy: without a connection nobody needs to hear that it failed.
    void api.conversations.presence({ id, activity }).catch(() => undefined)
  })
  useEffect(() => {
    say.current = (activity) => void api.conversations.presence({ id, activity }).catch(() => undefined)
    said.current = { activity: 'viewing', at: Date.now() }
    say.current('viewing')
    const timer = setInterval(() => {
      const now = Date.now()
      if (said.current.activity === 'writing' && now - said.current.at > ANNOUNCE)
        said.current = { activity: 'viewing', at: now }
      if (!document.hidden) say.current(said.current.activity)
      setOthers((all) => all.filter(({ at }) => now - at < GONE))
    }, ANNOUNCE)
    return () => {
      clearInterval(timer)
      say.current('left')
    }
  }, [id])
  useLiveEvents((event) => {
    if (event.type !== 'conversation.presence' || event.data.conversationId !== id) return
    const { memberId, memberName, activity } = event.data
    if (memberId === me) return
    const isNew = activity !== 'left' && !others.some((other) => other.memberId === memberId)
    setOthers((all) => {
      const rest = all.filter((other) => other.memberId !== memberId)
      return activity === 'left' ? rest : [...rest, { memberId, name: memberName, activity, at: Date.now() }]
    })
    if (isNew) say.current(said.current.activity)
  })
  const sayWriting = () => {
    const now = Date.now()
    const quiet = said.current.activity === 'viewing' || now - said.current.at > ANNOUNCE / 2
    if (!quiet) return
    said.current = { activity: 'writing', at: now }
    say.current('writing')
  }
  return { others, sayWriting }
}

/** The person at the other end is typing right now. */
export function usePersonTyping(id: string): boolean {
  const [at, setAt] = useState<{ id: string; until: number }>()
  const shown = at?.id === id
  useLiveEvents((event) => {
    if (!('conversationId' in event.data) || event.data.conversationId !== id) return
    if (event.type === 'conversation.typing') setAt({ id, until: Date.now() + TYPING })
    if (event.type === 'message.created' && event.data.direction === 'in') setAt(undefined)
  })
  useEffect(() => {
    if (!at) return undefined
    const timer = setTimeout(() => setAt(undefined), Math.max(0, at.until - Date.now()))
    return () => clearTimeout(timer)
  }, [at])
  return shown
}
