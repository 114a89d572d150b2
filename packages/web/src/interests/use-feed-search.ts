import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { parseFeedSearch } from './feed-search.ts'
import type { FeedSearch } from './feed-search.ts'

/** The state in the address bar and a way to change parts of it; `undefined` drops a part. */
export function useFeedSearch(): [FeedSearch, (change: Partial<FeedSearch>) => void] {
  const raw = useSearch({ strict: false })
  const search = useMemo(() => parseFeedSearch(raw), [raw])
  const navigate = useNavigate()
  const change = (part: Partial<FeedSearch>) => {
    // Going from card to card must not fill the history of the browser; opening and leaving one is a step.
    const steps = 'card' in part && part.card !== undefined && search.card !== undefined
    const next = parseFeedSearch({ ...search, ...part })
    void navigate({ to: '/feed', search: next, replace: steps || 'q' in part })
  }
  return [search, change]
}
