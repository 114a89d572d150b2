/**
 * The cards the browser holds: pages of lists, and opened cards. One change is seen in all of them at once.
 * Their keys stand apart from `interests`, because the frame makes that noun stale at every live event and a thousand
 * loaded rows must not be asked again for one claimed card.
 */
import type { Interest, InterestDetail } from '@otklik/contract'
import type { InfiniteData } from '@tanstack/react-query'
import { feedCountersQuery } from '../app/counters.ts'
import { queryClient } from '../api/query-client.ts'

export interface FeedPageData {
  items: Interest[]
  nextCursor: string | null
}
export type FeedData = InfiniteData<FeedPageData, string | undefined>

const REASKED_PAGES = 5
export const feedKey = ['feed', 'list'] as const
export const cardKey = (id: string) => ['card', id] as const
export const detailKey = (id: string) => ['card', id, 'detail'] as const

/** The card as the browser knows it now, from an opened card or any list. */
export function findInterest(id: string): Interest | undefined {
  const detail = queryClient.getQueryData<InterestDetail>(detailKey(id))
  if (detail) return detail
  for (const [, data] of queryClient.getQueriesData<FeedData>({ queryKey: feedKey })) {
    for (const page of data?.pages ?? []) {
      const found = page.items.find((item) => item.id === id)
      if (found) return found
    }
  }
  return undefined
}

/** Changes the card wherever it is shown. */
export function patchInterest(id: string, change: Partial<Interest>): void {
  queryClient.setQueriesData<FeedData>({ queryKey: feedKey }, (data) => data && patchPages(data, id, change))
  queryClient.setQueryData<InterestDetail>(detailKey(id), (detail) => detail && { ...detail, ...change })
}

/** Puts what the server said in place of what was shown. The full text of an opened card stays. */
export function putInterest(fresh: Interest): void {
  const { text, textShortened, ...rest } = fresh
  const shown = queryClient.getQueryData<InterestDetail>(detailKey(fresh.id))
  patchInterest(fresh.id, shown && textShortened ? rest : { ...rest, text, textShortened })
}

export async function refreshCounters(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: feedCountersQuery.queryKey })
}

/** History, answers and the author's past of one card, all that stands behind its key. */
export async function refreshCard(id: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: cardKey(id) })
}

/** After a mass change: what is loaded is asked anew, but not a long scroll of it page after page. */
export async function refreshFeed(): Promise<void> {
  queryClient.setQueriesData<FeedData>({ queryKey: feedKey }, (data) => data && firstPages(data))
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: feedKey }),
    queryClient.invalidateQueries({ queryKey: ['card'] }),
    refreshCounters(),
  ])
}

function firstPages({ pages, pageParams }: FeedData): FeedData {
  return { pages: pages.slice(0, REASKED_PAGES), pageParams: pageParams.slice(0, REASKED_PAGES) }
}

function patchPages(data: FeedData, id: string, change: Partial<Interest>): FeedData {
  const pages = data.pages.map((page) =>
    page.items.some((item) => item.id === id)
      ? { ...page, items: page.items.map((item) => (item.id === id ? { ...item, ...change } : item)) }
      : page,
  )
  return { ...data, pages }
}
