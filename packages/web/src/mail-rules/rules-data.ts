/** Rules of letters: lists, changes, the preview, work over the past. */
import type { MailRule, MailRuleInput } from '@otklik/contract'
import { msg } from '@lingui/core/macro'
import { keepPreviousData, queryOptions, skipToken, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { addProblemWords } from '../api/problems.ts'

addProblemWords({
  RULE_WORK_UNDER_WAY: {
    title: msg`Это правило уже применяется`,
    detail: msg`Дождитесь конца или остановите работу.`,
  },
})

export const mailRulesQuery = queryOptions({
  queryKey: ['mailRules', 'list'],
  queryFn: () => api.mailRules.list(),
})

export function mailRuleQuery(id: string) {
  return queryOptions({
    queryKey: ['mailRules', 'one', id],
    queryFn: () => api.mailRules.get({ id }),
    staleTime: 0,
  })
}

/** Letters to take a sample from, newest first; codes and broken letters are no samples. */
export function samplesQuery(q: string) {
  return queryOptions({
    queryKey: ['letters', 'samples', q],
    queryFn: ({ signal }) =>
      api.letters.list(
        { limit: 50, outcome: ['interest', 'list', 'auto_reply', 'receipt'], ...(q !== '' && { q }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

export function previewQuery(id: string | null, rule: MailRuleInput | null) {
  return queryOptions({
    queryKey: ['mailRules', 'preview', id, rule],
    queryFn:
      rule === null ? skipToken : ({ signal }) => api.mailRules.preview({ id, rule, limit: 200 }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
}

export function sampleReadingQuery(
  letterId: string,
  rule: Pick<MailRuleInput, 'match' | 'conditions' | 'actions'>,
) {
  return queryOptions({
    queryKey: ['mailRules', 'sample', letterId, rule],
    queryFn: ({ signal }) => api.mailRules.readSample({ letterId, rule }, { signal }),
    enabled: letterId !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
}

export function operationQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['operations', 'one', id],
    queryFn: () => api.operations.get({ id: id ?? '' }),
    enabled: id !== undefined,
    // Live events bring the progress; a lost line must not leave the bar standing.
    refetchInterval: (query) => (query.state.data?.finishedAt ? false : 2000),
  })
}

export function useMailRuleChanges() {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['mailRules'] })
  const save = useMutation({
    mutationFn: ({ id, rule }: { id: string | null; rule: MailRuleInput }) =>
      id === null ? api.mailRules.create(rule) : api.mailRules.update({ id, ...rule }),
    meta: { quiet: true },
    onSuccess: refresh,
  })
  const enable = useMutation({
    mutationFn: ({ id, enabled }: { id: string; enabled: boolean }) => api.mailRules.update({ id, enabled }),
    onSuccess: refresh,
  })
  const duplicate = useMutation({
    mutationFn: (id: string) => api.mailRules.duplicate({ id }),
    onSuccess: refresh,
  })
  const remove = useMutation({ mutationFn: (id: string) => api.mailRules.remove({ id }), onSuccess: refresh })
  const reorder = useMutation({
    mutationFn: (ids: string[]) => api.mailRules.reorder({ ids }),
    onMutate: async (ids) => {
      await queryClient.cancelQueries({ queryKey: mailRulesQuery.queryKey })
      queryClient.setQueryData(mailRulesQuery.queryKey, (now) => now && { items: inOrder(now.items, ids) })
    },
    onSettled: refresh,
  })
  return { save, enable, duplicate, remove, reorder }
}

export function useRuleWork() {
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['mailRules'] })
  const start = useMutation({
    mutationFn: ({ id, mode }: { id: string; mode: 'count' | 'apply' }) =>
      api.mailRules.applyToPast({ id, mode }),
    onSuccess: refresh,
  })
  const undo = useMutation({
    mutationFn: (id: string) => api.mailRules.undoApplication({ id }),
    onSuccess: refresh,
  })
  return { start, undo }
}

function inOrder(items: readonly MailRule[], ids: readonly string[]): MailRule[] {
  return ids.flatMap((id) => items.find((item) => item.id === id) ?? [])
}
