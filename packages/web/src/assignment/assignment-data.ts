/** Assignment rules: the list, changes to it, and its words. */
import type { AssignmentRule, AssignmentRuleInput, AssignmentStrategy } from '@otklik/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'

export const rulesQuery = queryOptions({
  queryKey: ['assignment', 'list'],
  queryFn: () => api.assignment.list(),
})

export const channelsQuery = queryOptions({
  queryKey: ['channels', 'list'],
  queryFn: () => api.channels.list(),
})

/** R049 to R051, in the words of those who choose. */
export const strategyWords: Record<
  AssignmentStrategy,
  { title: MessageDescriptor; detail: MessageDescriptor }
> = {
  claimFirst: {
    title: msg`Кто успел`,
    detail: msg`Карточка ничья и видна всем. Отвечает тот, кто взял первым; двоим она не достанется.`,
  },
  roundRobin: {
    title: msg`По очереди`,
    detail: msg`Карточки раздаются по кругу в порядке списка. Отсутствующих очередь обходит.`,
  },
  leastLoaded: {
    title: msg`По загрузке`,
    detail: msg`Карточку получает тот, у кого сейчас меньше всего открытых. Поровну: следующий по списку.`,
  },
}

export function useRuleChanges() {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['assignment'] })
  const save = useMutation({
    mutationFn: ({ id, input }: { id: string | null; input: AssignmentRuleInput }): Promise<AssignmentRule> =>
      id === null ? api.assignment.create(input) : api.assignment.update({ id, ...input }),
    meta: { quiet: true },
    onSuccess: refresh,
  })
  const remove = useMutation({
    mutationFn: (id: string) => api.assignment.remove({ id }),
    onSuccess: refresh,
  })
  const reorder = useMutation({
    mutationFn: (ids: string[]) => api.assignment.reorder({ ids }),
    onMutate: async (ids) => {
      await queryClient.cancelQueries({ queryKey: rulesQuery.queryKey })
      queryClient.setQueryData(rulesQuery.queryKey, (now) => now && { items: inOrder(now.items, ids) })
    },
    onSettled: refresh,
  })
  return { save, remove, reorder }
}

function inOrder(items: readonly AssignmentRule[], ids: readonly string[]): AssignmentRule[] {
  return ids.flatMap((id) => items.find((item) => item.id === id) ?? [])
}
