import type { Lead, LeadFilter, LeadOutcome } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showUndo } from '@otklik/ui'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'
import type { LeadsSearch } from './leads-search.ts'

export function leadsQuery(search: LeadsSearch) {
  const filter: LeadFilter = { ...commonFilter(search), state: [search.state ?? 'open'] }
  return infiniteQueryOptions({
    queryKey: ['leads', 'list', filter],
    queryFn: ({ pageParam, signal }) =>
      api.leads.list({ limit: 50, ...filter, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function leadCountsQuery(search: LeadsSearch) {
  const filter = commonFilter(search)
  return queryOptions({
    queryKey: ['leads', 'counts', filter],
    queryFn: ({ signal }) => api.leads.counts(filter, { signal }),
    placeholderData: keepPreviousData,
  })
}

export function leadQuery(id: string) {
  return queryOptions({
    queryKey: ['leads', 'one', id],
    queryFn: ({ signal }) => api.leads.get({ id }, { signal }),
  })
}

function commonFilter({ q, productId, responsibleId }: LeadsSearch): LeadFilter {
  return {
    ...(q && { q }),
    ...(productId && { productId: [productId] }),
    ...(responsibleId && { responsibleId: [responsibleId] }),
  }
}

/** True when the lead has ended; it can be opened again from the notice. */
export async function closeLead(lead: Lead, outcome: LeadOutcome, reason: string): Promise<boolean> {
  const done = await run(() => api.leads.close({ id: lead.id, outcome, ...(reason && { reason }) }))
  if (done)
    showUndo({
      title: outcome === 'customer' ? t`Стал клиентом` : t`Лид потерян`,
      ...(reason && { detail: reason }),
      onUndo: () => void reopenLead(lead),
    })
  return done
}

export async function reopenLead({ id }: Pick<Lead, 'id'>): Promise<boolean> {
  return run(() => api.leads.reopen({ id }))
}

export async function updateLead(
  { id }: Pick<Lead, 'id'>,
  edit: { note?: string; responsibleId?: string | null; productId?: string | null },
): Promise<boolean> {
  return run(() => api.leads.update({ id, ...edit }))
}

/** The card stays; it is only no lead. */
export async function removeLead({ id, interestId }: Lead): Promise<boolean> {
  const done = await run(() => api.leads.remove({ ids: [id] }))
  if (done)
    showUndo({
      title: t`Это больше не лид`,
      detail: t`Карточка осталась в ленте`,
      onUndo: () => void run(() => api.leads.create({ ids: [interestId] })),
    })
  return done
}

async function run(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    showProblem(error)
    return false
  } finally {
    void queryClient.invalidateQueries({ queryKey: ['leads'] })
    void queryClient.invalidateQueries({ queryKey: ['interests'] })
  }
}
