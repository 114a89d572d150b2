import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'

export type ConnectableKind = Awaited<ReturnType<typeof api.channels.kinds>>['items'][number]

export const kindsQuery = queryOptions({
  queryKey: ['channels', 'kinds'],
  queryFn: () => api.channels.kinds(),
  staleTime: Infinity,
})

export const channelsQuery = queryOptions({
  queryKey: ['channels', 'list'],
  queryFn: () => api.channels.list(),
})

export function channelQuery(id: string) {
  return queryOptions({ queryKey: ['channels', 'one', id], queryFn: () => api.channels.get({ id }) })
}
