/** Greetings as the screen needs them: rules, links, the funnel and its people. */
import type { FunnelStep, GreetingRule, GreetingRuleInput } from '@otklik/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'

const key = ['greetings'] as const

export interface FunnelDays {
  from: string
  to: string
}

export const rulesQuery = queryOptions({
  queryKey: [...key, 'rules'],
  queryFn: ({ signal }) => api.greetings.list(undefined, { signal }),
})

export const linksQuery = queryOptions({
  queryKey: [...key, 'links'],
  queryFn: ({ signal }) => api.greetings.links(undefined, { signal }),
})

export function funnelQuery(days: FunnelDays) {
  return queryOptions({
    queryKey: [...key, 'funnel', days],
    queryFn: ({ signal }) => api.greetings.funnel(days, { signal }),
    placeholderData: keepPreviousData,
  })
}

/** A figure: of one account, or of all. */
export interface FigureOf {
  step: FunnelStep
  channelId: string | null
}

export function peopleQuery(days: FunnelDays, { step, channelId }: FigureOf) {
  return infiniteQueryOptions({
    queryKey: [...key, 'people', days, step, channelId],
    queryFn: ({ pageParam, signal }) =>
      api.greetings.people(
        {
          ...days,
          step,
          ...(channelId !== null && { channelId }),
          ...(pageParam !== null && { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

const forget = () => queryClient.invalidateQueries({ queryKey: key })

export function useSaveRule() {
  return useMutation({
    mutationFn: ({ id, input }: { id: string; input: GreetingRuleInput }) =>
      api.greetings.save({ id, ...input }),
    meta: { quiet: true },
    onSuccess: forget,
  })
}

export function useCreateLink() {
  return useMutation({
    mutationFn: (input: { channelId: string; name: string }) => api.greetings.createLink(input),
    onSuccess: forget,
  })
}

export function useRemoveLink() {
  return useMutation({ mutationFn: (id: string) => api.greetings.removeLink({ id }), onSuccess: forget })
}

/** What of a rule a person may change. */
export function inputOf(rule: GreetingRule): GreetingRuleInput {
  const {
    channelId: _id,
    channelName: _name,
    kind: _kind,
    takesRequests: _takes,
    makesLinks: _links,
    ...input
  } = rule
  return input
}
