import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { parseReportSearch } from './report-search.ts'
import type { ReportSearch } from './report-search.ts'

/** The state in the address bar and a way to change parts of it; `undefined` drops a part. */
export function useReportSearch(): [ReportSearch, (change: Partial<ReportSearch>) => void] {
  const raw = useSearch({ strict: false })
  const search = useMemo(() => parseReportSearch(raw), [raw])
  const navigate = useNavigate()
  const change = (part: Partial<ReportSearch>) => {
    void navigate({ to: '/report', search: parseReportSearch({ ...search, ...part }), replace: 'q' in part })
  }
  return [search, change]
}
