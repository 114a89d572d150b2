import type { PlannedContact } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showNotice, showUndo } from '@otklik/ui'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import type { PlannedTab } from './planned-search.ts'

/** Whose plans: of a person, or of a card whose author is no known person. */
export type PlanTarget = { contactId: string } | { interestId: string }

export function plannedQuery(tab: PlannedTab) {
  const state = tab === 'done' || tab === 'cancelled' ? tab : ('planned' as const)
  return infiniteQueryOptions({
    queryKey: ['planned', 'list', tab],
    queryFn: ({ pageParam, signal }) =>
      api.plannedContacts.list(
        {
          limit: 50,
          state,
          ...(tab === 'mine' && { memberId: 'me' as const }),
          ...(pageParam && { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

export const plannedCountsQuery = queryOptions({
  queryKey: ['planned', 'counts'],
  queryFn: () => api.plannedContacts.counts(),
  // What is planned becomes overdue by itself.
  refetchInterval: 60_000,
})

export function plannedOfQuery(target: PlanTarget) {
  return queryOptions({
    queryKey: ['planned', 'of', target],
    queryFn: ({ signal }) => api.plannedContacts.list({ limit: 20, ...target }, { signal }),
  })
}

export interface Plan {
  dueAt: string
  what: string
  memberId: string
}

export async function plan(target: PlanTarget, values: Plan): Promise<boolean> {
  const made = await run(() => api.plannedContacts.create({ ...target, ...values }))
  if (made)
    showUndo({
      title: t`Контакт запланирован`,
      onUndo: () => void run(() => api.plannedContacts.close({ id: made.id, state: 'cancelled' })),
    })
  return made !== undefined
}

export async function move(planned: PlannedContact, values: Plan): Promise<boolean> {
  const moved = await run(() => api.plannedContacts.update({ id: planned.id, ...values }))
  if (moved) showNotice({ tone: 'green', title: t`Контакт перенесён` })
  return moved !== undefined
}

export async function close({ id }: PlannedContact, state: 'done' | 'cancelled'): Promise<void> {
  if (await run(() => api.plannedContacts.close({ id, state })))
    showUndo({
      title: state === 'done' ? t`Контакт сделан` : t`Контакт отменён`,
      onUndo: () => void reopen({ id }),
    })
}

export async function reopen({ id }: Pick<PlannedContact, 'id'>): Promise<void> {
  await run(() => api.plannedContacts.reopen({ id }))
}

async function run<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    showProblem(error)
    return undefined
  } finally {
    void queryClient.invalidateQueries({ queryKey: ['planned'] })
    void queryClient.invalidateQueries({ queryKey: ['interests'] })
  }
}
