/** What the report asks. Not woken by every live event: a report over a busy feed would be counted anew without an end. */
import type { ReportFilter, WaitFrom } from '@otklik/contract'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import type { OwnRows } from './report-state.ts'

const fresh = 60_000

export function jointQuery(filter: ReportFilter, waitFrom: WaitFrom) {
  return queryOptions({
    queryKey: ['reports', 'joint', filter, waitFrom],
    queryFn: ({ signal }) => api.reports.joint({ ...filter, waitFrom }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: fresh,
    refetchInterval: fresh,
  })
}

export function attributionQuery(filter: ReportFilter) {
  return queryOptions({
    queryKey: ['reports', 'attribution', filter],
    queryFn: ({ signal }) => api.reports.attribution(filter, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 5 * fresh,
  })
}

export function rowsQuery(filter: ReportFilter, { title: _title, ...rows }: OwnRows) {
  return infiniteQueryOptions({
    queryKey: ['reports', 'rows', filter, rows],
    queryFn: ({ pageParam, signal }) =>
      api.reports.rows(
        { ...filter, ...rows, limit: 50, ...(pageParam !== '' && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: fresh,
  })
}
