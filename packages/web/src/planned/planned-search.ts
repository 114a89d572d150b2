import { knownWord } from '../app/search-words.ts'

export const plannedTabs = ['mine', 'all', 'done', 'cancelled'] as const
export type PlannedTab = (typeof plannedTabs)[number]

export interface PlannedSearch {
  tab?: PlannedTab | undefined
}

export function parsePlannedSearch(search: Record<string, unknown>): PlannedSearch {
  return { tab: knownWord(plannedTabs, search['tab']) }
}
