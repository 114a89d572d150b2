import type { IntentSettings, IntentWeights } from '@otklik/contract'
import { intentOf } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice } from '@otklik/ui'
import { queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'

export const intentsQuery = queryOptions({ queryKey: ['intents'], queryFn: () => api.intents.get() })

/** Saved weights are what every list is read anew with. */
export function useIntentChanges(onSaved: () => void) {
  const settle = async (saved: IntentSettings) => {
    queryClient.setQueryData(intentsQuery.queryKey, saved)
    onSaved()
    showNotice({ tone: 'green', title: t`Веса сохранены, лента идёт по ним` })
    await queryClient.invalidateQueries({ queryKey: ['interests'] })
  }
  return {
    save: useMutation({
      mutationFn: (weights: IntentWeights) => api.intents.update(weights),
      onSuccess: settle,
    }),
    reset: useMutation({ mutationFn: () => api.intents.reset(), onSuccess: settle }),
  }
}

export interface RankedKind {
  activityClass: IntentSettings['waiting'][number]['activityClass']
  action: string
  count: number
  weight: number
}

/** What waits now, in the order the weights give. */
export function rankWaiting(waiting: IntentSettings['waiting'], weights: IntentWeights): RankedKind[] {
  return waiting
    .map((kind) => ({ ...kind, weight: intentOf(weights, kind).weight }))
    .toSorted((a, b) => b.weight - a.weight || b.count - a.count)
}
