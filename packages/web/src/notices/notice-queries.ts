import { infiniteQueryOptions, queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'

export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: () => api.notices.unread({}),
})

export const latestQuery = queryOptions({
  queryKey: ['notices', 'latest'],
  queryFn: () => api.notices.list({ limit: 30 }),
})

export const allNoticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'all'],
  queryFn: ({ pageParam }) =>
    api.notices.list({ limit: 50, ...(pageParam !== null && { cursor: pageParam }) }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
})

export const noticeSettingsQuery = queryOptions({
  queryKey: ['notices', 'settings'],
  queryFn: () => api.notices.settings({}),
})

export const pushQuery = queryOptions({ queryKey: ['notices', 'push'], queryFn: () => api.notices.push({}) })

/** How many notices are not read; undefined until known. */
export function useUnreadNotices(): number | undefined {
  return useQuery(unreadQuery).data?.count
}

export function useReadNotice() {
  return useMutation({ mutationFn: (id: string) => api.notices.markRead({ id }), onSuccess: refreshInbox })
}

export function useReadAllNotices() {
  return useMutation({ mutationFn: () => api.notices.markAllRead({}), onSuccess: refreshInbox })
}

async function refreshInbox(): Promise<void> {
  await Promise.all(
    ['unread', 'latest', 'all'].map((name) => queryClient.invalidateQueries({ queryKey: ['notices', name] })),
  )
}
