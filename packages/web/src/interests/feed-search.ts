/** The state of the feed as it stands in the address bar: a link opens the same list for a colleague. */
import { feedTabs } from '@otklik/contract'
import type { FeedOrder, FeedTab, InterestFilter, SavedView } from '@otklik/contract'
import { dayEnd, dayStart } from './day-bounds.ts'

/** Names are those of `InterestFilter`; lists are joined by commas. `card` is the opened card, `focus` one card at a time. */
export interface FeedSearch {
  tab?: FeedTab | undefined
  q?: string | undefined
  sourceType?: string | undefined
  activityClass?: string | undefined
  action?: string | undefined
  channelId?: string | undefined
  productId?: string | undefined
  responsibleId?: string | undefined
  contactId?: string | undefined
  caseId?: string | undefined
  level?: string | undefined
  lead?: string | undefined
  processed?: boolean | undefined
  hasProof?: boolean | undefined
  isPublic?: boolean | undefined
  /** R007: intent of at least so much. */
  intentFrom?: number | undefined
  /** A day (`2026-11-22`, in the zone of the workspace) or a moment. */
  from?: string | undefined
  to?: string | undefined
  order?: FeedOrder | undefined
  card?: string | undefined
  focus?: boolean | undefined
}

export const listFilters = [
  'sourceType',
  'activityClass',
  'action',
  'channelId',
  'productId',
  'responsibleId',
  'level',
  'lead',
] as const
export type ListFilter = (typeof listFilters)[number]
export const flagFilters = ['processed', 'hasProof', 'isPublic'] as const
export type FlagFilter = (typeof flagFilters)[number]
const wordFilters = ['q', 'contactId', 'caseId', 'from', 'to', 'card'] as const
const orders: readonly FeedOrder[] = ['newest', 'oldest', 'urgent', 'intent']

/** Everything that narrows the list besides the tab. */
export const filterNames = [
  ...listFilters,
  ...flagFilters,
  'intentFrom',
  'q',
  'contactId',
  'caseId',
  'from',
  'to',
] as const
export type FilterName = (typeof filterNames)[number]

/** Tolerant: what it does not understand it drops, so that an old link still opens the feed. */
export function parseFeedSearch(raw: Record<string, unknown>): FeedSearch {
  const search: FeedSearch = {}
  const tab = feedTabs.find((known) => known === raw['tab'])
  if (tab && tab !== 'all') search.tab = tab
  const order = orders.find((known) => known === raw['order'])
  if (order && order !== 'newest') search.order = order
  for (const name of listFilters) {
    const value = raw[name]
    const joined = Array.isArray(value) ? value.join(',') : wordOf(value)
    if (joined) search[name] = joined
  }
  for (const name of wordFilters) {
    const value = wordOf(raw[name])
    if (value) search[name] = value
  }
  for (const name of flagFilters) {
    const value = raw[name]
    if (typeof value === 'boolean') search[name] = value
    if (value === 'true' || value === 'false') search[name] = value === 'true'
  }
  const intentFrom = Number(raw['intentFrom'])
  if (Number.isInteger(intentFrom) && intentFrom > 0 && intentFrom <= 100) search.intentFrom = intentFrom
  if (raw['focus'] === true || raw['focus'] === 'true') search.focus = true
  return search
}

export function valuesOf(search: FeedSearch, name: ListFilter): string[] {
  return search[name]?.split(',').filter(Boolean) ?? []
}

/** What the server is asked. Days become moments in the zone of the workspace. */
export function toFilter(search: FeedSearch, timeZone: string | undefined): InterestFilter {
  const filter: InterestFilter = { tab: search.tab ?? 'all' }
  for (const name of ['q', 'contactId', 'caseId', 'intentFrom', ...flagFilters] as const) {
    if (search[name] !== undefined) Object.assign(filter, { [name]: search[name] })
  }
  for (const name of listFilters) {
    const values = valuesOf(search, name)
    if (values.length > 0) Object.assign(filter, { [name]: values })
  }
  if (search.from) filter.from = dayStart(search.from, timeZone)
  if (search.to) filter.to = dayEnd(search.to, timeZone)
  return filter
}

/** The address of a saved view. */
export function fromView(query: SavedView['query']): FeedSearch {
  return parseFeedSearch({ ...query.filter, order: query.order })
}

/** Which filters narrow the list now. */
export function activeFilters(search: FeedSearch): FilterName[] {
  return filterNames.filter((name) => search[name] !== undefined)
}

export function withoutFilters(search: FeedSearch): FeedSearch {
  const rest: FeedSearch = {}
  if (search.tab) rest.tab = search.tab
  if (search.order) rest.order = search.order
  return rest
}

function wordOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
