import type { FeedCounters } from '@otklik/contract'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { usePermission } from '../api/session.ts'

export const feedCountersQuery = queryOptions({
  queryKey: ['interests', 'counters'],
  queryFn: () => api.interests.counters(),
})

/** One source of the counters for the rail, the tabs, the title and the badge of the app, so that they are equal everywhere. */
export function useFeedCounters(): FeedCounters | undefined {
  const mayRead = usePermission('interests.read')
  return useQuery({ ...feedCountersQuery, enabled: mayRead }).data
}

/** How many people wait for an answer. */
export function useUnanswered(): number | undefined {
  return useFeedCounters()?.unanswered
}
