import type { Conversation, ConversationFilter, LiveEvent } from '@otklik/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { queryClient } from '../api/query-client.ts'
import { useLiveEvents } from '../api/use-live.ts'
import type { ConversationPage, ConversationPages } from './conversation-cache.ts'
import { conversationsQuery, readConversations } from './conversation-data.ts'
import type { ConversationOrder } from './conversation-data.ts'
import { countNews, mergeFirstPage, renewInPlace } from './list-merge.ts'

/** Events come in bursts; one look for a burst is enough. */
const SETTLE = 250

export interface ConversationList {
  rows: readonly Conversation[]
  query: UseInfiniteQueryResult<ConversationPages>
  /** Dialogs with news above, while the person reads further down. */
  waiting: number
  showWaiting: () => void
}

interface ListWatch {
  filter: ConversationFilter
  order: ConversationOrder
  /** The opened dialog. */
  keep: string | undefined
  atTop: () => boolean
}

/** The rows, their further pages, and what happens meanwhile: at the top rows take their places, further down nothing moves. */
export function useConversationList({ filter, order, keep, atTop }: ListWatch): ConversationList {
  const options = conversationsQuery(filter, order)
  const query = useInfiniteQuery(options)
  const key = JSON.stringify(options.queryKey)
  const [held, setHeld] = useState<{ key: string; page: ConversationPage; news: number }>()
  const seen = useRef(new Map<string, string>())
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const lay = (page: ConversationPage) => {
    queryClient.setQueryData<ConversationPages>(
      options.queryKey,
      (data) => data && mergeFirstPage(data, page, { order, keep }),
    )
    seen.current = new Map(page.items.map((item) => [item.id, item.lastMessageAt]))
    setHeld(undefined)
  }
  const look = async () => {
    if (document.hidden) return
    const page = await readConversations(filter, order)
    const data = queryClient.getQueryData<ConversationPages>(options.queryKey)
    if (!data) return
    if (atTop()) return lay(page)
    if (seen.current.size === 0) for (const row of rows) seen.current.set(row.id, row.lastMessageAt)
    setHeld({ key, page, news: countNews(data, page, seen.current) })
    queryClient.setQueryData<ConversationPages>(options.queryKey, renewInPlace(data, page.items))
  }
  useEachBurst(look)
  const shown = held?.key === key ? held : undefined
  return { rows, query, waiting: shown?.news ?? 0, showWaiting: () => shown && lay(shown.page) }
}

function useEachBurst(run: () => Promise<void>): void {
  const latest = useRef(run)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    latest.current = run
  })
  const schedule = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      // The line of the connection says what is wrong; the next event looks again.
      void latest.current().catch(() => undefined)
    }, SETTLE)
  }
  useLiveEvents((event) => concernsList(event) && schedule())
  useEffect(() => {
    const onVisible = () => !document.hidden && schedule()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      document.removeEventListener('visibilitychange', onVisible)
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [])
}

function concernsList({ type }: LiveEvent): boolean {
  return (
    type === 'conversation.created' ||
    type === 'conversation.changed' ||
    type === 'message.created' ||
    type === 'message.changed'
  )
}
