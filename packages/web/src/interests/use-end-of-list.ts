import { useEffect } from 'react'
import type { Feed } from './use-feed.ts'

const AHEAD = 20

/** Asks for the next page before the person reaches the end. */
export function useEndOfList(lastShown: number, { rows, query }: Feed): void {
  const near = lastShown >= rows.length - AHEAD
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [near, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
}
