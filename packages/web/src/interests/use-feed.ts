import type { FeedOrder, Interest, InterestFilter } from '@otklik/contract'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { useLiveEvents } from '../api/use-live.ts'
import { leavesGap, mergeFirstPage, newcomers } from './feed-merge.ts'
import { feedKey } from './interest-cache.ts'
import type { FeedData, FeedPageData } from './interest-cache.ts'

const PAGE = 60
/** Events come in bursts during an import; one look for a burst is enough. */
const SETTLE = 300

export function feedQuery(filter: InterestFilter, order: FeedOrder) {
  return infiniteQueryOptions<
    FeedPageData,
    Error,
    FeedData,
    readonly ['feed', 'list', InterestFilter, FeedOrder],
    string | undefined
  >({
    queryKey: [...feedKey, filter, order],
    queryFn: ({ pageParam, signal }) => readPage(filter, order, pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: Infinity,
    gcTime: 60_000,
  })
}

export interface Feed {
  rows: readonly Interest[]
  /** How many came while the person read further down. */
  waiting: number
  /** More may have come than one look shows. */
  waitingMore: boolean
  showWaiting: () => void
  query: UseInfiniteQueryResult<FeedData>
}

/** The rows of the list, its further pages, and newcomers: at the top they slide in, further down they wait behind a pill. */
export function useFeed(filter: InterestFilter, order: FeedOrder, atTop: () => boolean): Feed {
  const options = feedQuery(filter, order)
  const query = useInfiniteQuery(options)
  const key = JSON.stringify(options.queryKey)
  const [held, setHeld] = useState<{ key: string; page: FeedPageData }>()
  const page = held?.key === key ? held.page : undefined
  const rows = useMemo(() => flatten(query.data), [query.data])
  const look = async () => {
    const data = queryClient.getQueryData<FeedData>(options.queryKey)
    if (!data || document.hidden) return
    const fresh = await readPage(filter, order, undefined, undefined)
    const current = queryClient.getQueryData<FeedData>(options.queryKey) ?? data
    if (newcomers(fresh.items, current).length === 0) return
    if (!atTop() || leavesGap(fresh, current)) return setHeld({ key, page: fresh })
    queryClient.setQueryData(options.queryKey, mergeFirstPage(current, fresh))
  }
  useNewcomers(look)
  const data = query.data
  return {
    rows,
    waiting: page && data ? newcomers(page.items, data).length : 0,
    waitingMore: page !== undefined && data !== undefined && leavesGap(page, data),
    showWaiting: () => {
      setHeld(undefined)
      if (!page || !data) return
      if (leavesGap(page, data)) void queryClient.resetQueries({ queryKey: options.queryKey })
      else queryClient.setQueryData(options.queryKey, mergeFirstPage(data, page))
    },
    query,
  }
}

async function readPage(
  filter: InterestFilter,
  order: FeedOrder,
  cursor: string | undefined,
  signal: AbortSignal | undefined,
): Promise<FeedPageData> {
  const input = { ...filter, order, limit: PAGE, ...(cursor !== undefined && { cursor }) }
  return api.interests.list(input, signal ? { signal } : {})
}

/** A card that moved between two pages while they were read stands in the list once. */
function flatten(data: FeedData | undefined): Interest[] {
  const seen = new Set<string>()
  const rows: Interest[] = []
  for (const page of data?.pages ?? []) {
    for (const item of page.items) {
      if (seen.has(item.id)) continue
      seen.add(item.id)
      rows.push(item)
    }
  }
  return rows
}

/** Runs at once for the first event, then once for all that follow within a moment; and when the page is looked at again. */
function useNewcomers(run: () => Promise<void>): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const lastRun = useRef(0)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  const schedule = () => {
    const wait = Math.max(0, lastRun.current + SETTLE - Date.now())
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      lastRun.current = Date.now()
      void latest.current().catch(() => undefined)
    }, wait)
  }
  useLiveEvents((event) => event.type === 'interest.created' && schedule())
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
