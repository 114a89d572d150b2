/** The state of the report as it stands in the address bar, and the feed that a figure opens. */
import type { ReportFilter, TriageLevel } from '@otklik/contract'
import { dayEnd, dayOf, dayStart } from '../interests/day-bounds.ts'
import { flagFilters, listFilters, parseFeedSearch, toFilter } from '../interests/feed-search.ts'
import type { FeedSearch } from '../interests/feed-search.ts'

export const periods = ['today', '7d', '30d', '90d', 'month', 'quarter', 'year', 'own'] as const
export type Period = (typeof periods)[number]

/** Filters have the names of the feed. `from` and `to` are days of an own period, both counted. */
export type ReportSearch = Omit<FeedSearch, 'tab' | 'order' | 'card' | 'focus'> & {
  period?: Period | undefined
  wait?: 'occurred' | undefined
}

const usual: Period = '30d'
const day = /^\d{4}-\d{2}-\d{2}$/

/** Junk and what is off the point are no interest; they are counted only when asked for by level. */
const working: readonly TriageLevel[] = ['critical', 'negative', 'positive_neutral']

export function parseReportSearch(raw: Record<string, unknown>): ReportSearch {
  const { tab: _tab, order: _order, card: _card, focus: _focus, from, to, ...filters } = parseFeedSearch(raw)
  const search: ReportSearch = filters
  const period = periods.find((known) => known === raw['period'])
  if (period && period !== usual) search.period = period
  if (period === 'own' && from && to && day.test(from) && day.test(to))
    Object.assign(search, from <= to ? { from, to } : { from: to, to: from })
  if (raw['wait'] === 'occurred') search.wait = 'occurred'
  return search
}

/** First and last day of the period, both counted. */
export function periodDays(
  search: ReportSearch,
  now: Date,
  timeZone: string | undefined,
): { from: string; to: string } {
  const today = dayOf(now, timeZone)
  const since = (days: number) => ({ from: dayOf(now, timeZone, 1 - days), to: today })
  const month = Number(today.slice(5, 7))
  switch (search.period ?? usual) {
    case 'today':
      return since(1)
    case '7d':
      return since(7)
    case '30d':
      return since(30)
    case '90d':
      return since(90)
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today }
    case 'quarter':
      return {
        from: `${today.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`,
        to: today,
      }
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case 'own':
      return { from: search.from ?? dayOf(now, timeZone, -29), to: search.to ?? today }
  }
}

/** What the server is asked: always with levels named, so that the feed understands the same filter equally on every tab. */
export function reportFilter(
  search: ReportSearch,
  days: { from: string; to: string },
  timeZone: string | undefined,
): ReportFilter {
  return {
    ...toFilter(feedOf(search, days), timeZone),
    from: dayStart(days.from, timeZone),
    to: dayEnd(days.to, timeZone),
  }
}

/** The feed with exactly these cards. `more` narrows further; of levels the common part is taken. */
export function feedOf(
  search: ReportSearch,
  days: { from: string; to: string },
  more: FeedSearch = {},
): FeedSearch {
  const { period: _period, wait: _wait, ...filters } = search
  const levels = search.level ?? working.join(',')
  const level = more.level === undefined ? levels : common(levels, more.level)
  return { ...filters, ...days, ...more, level }
}

export function activeFilters(search: ReportSearch): number {
  return [...listFilters, ...flagFilters, 'q' as const, 'contactId' as const, 'caseId' as const].filter(
    (name) => search[name] !== undefined,
  ).length
}

export function withoutFilters({ period, from, to, wait }: ReportSearch): ReportSearch {
  return { period, from, to, wait }
}

function common(a: string, b: string): string {
  const wanted = new Set(b.split(','))
  return a
    .split(',')
    .filter((one) => wanted.has(one))
    .join(',')
}
