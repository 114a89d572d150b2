import type { Member, Role } from '@otklik/contract'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'

export const membersQuery = queryOptions({ queryKey: ['members', 'list'], queryFn: () => api.members.list() })

export const invitationsQuery = queryOptions({
  queryKey: ['members', 'invitations'],
  queryFn: () => api.members.listInvitations(),
})

/** A change of a colleague: the list shows the server's word at once. */
export function useUpdateMember() {
  return useMutation({
    mutationFn: (change: { id: string; role?: Role; disabled?: boolean }) => api.members.update(change),
    onSuccess: putMember,
  })
}

export function useSetAbsence() {
  return useMutation({
    mutationFn: (change: { id: string; absentUntil: string | null }) => api.members.setAbsence(change),
    onSuccess: putMember,
  })
}

export function refreshMembers(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['members'] })
}

function putMember(member: Member): void {
  queryClient.setQueryData(
    membersQuery.queryKey,
    (before) => before && { items: before.items.map((one) => (one.id === member.id ? member : one)) },
  )
}
