import type { ConversationCounters } from '@otklik/contract'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '../api/client.ts'
import { usePermission } from '../api/session.ts'

export type Counters = z.infer<typeof ConversationCounters>

export const conversationCountersQuery = queryOptions({
  queryKey: ['conversations', 'counters'],
  queryFn: () => api.conversations.counters(),
})

/** One source for the rail and the tabs, so that they are equal. */
export function useConversationCounters(): Counters | undefined {
  const mayRead = usePermission('conversations.read')
  return useQuery({ ...conversationCountersQuery, enabled: mayRead }).data
}
