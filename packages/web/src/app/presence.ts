import type { Me, Presence } from '@otklik/contract'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { meQuery } from '../api/session.ts'

/** Says whether I take new cards; shown at once and put back when the server refuses. */
export function useSetPresence() {
  return useMutation({
    mutationFn: (presence: Presence) => api.members.setPresence({ presence }),
    onMutate: (presence) => {
      const before = queryClient.getQueryData(meQuery.queryKey)
      if (before?.member) {
        queryClient.setQueryData<Me>(meQuery.queryKey, { ...before, member: { ...before.member, presence } })
      }
      return before
    },
    onError: (_error, _presence, before) => {
      if (before) queryClient.setQueryData(meQuery.queryKey, before)
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
  })
}
