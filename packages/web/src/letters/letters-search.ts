import { letterOutcomes } from '@otklik/contract'
import { knownWord, wordOf } from '../app/search-words.ts'

/** Classes that have a tab; letters that became cards stand in the feed. */
export const letterTabs = [
  'all',
  'list',
  'auto_reply',
  'bounce',
  'receipt',
  'complaint',
  'own',
  'unreadable',
  'secret',
] as const
export type LetterTab = (typeof letterTabs)[number]

export interface LettersSearch {
  tab?: LetterTab | undefined
  q?: string | undefined
  /** The letter that is open. */
  letter?: string | undefined
}

export function parseLettersSearch(search: Record<string, unknown>): LettersSearch {
  return {
    tab: knownWord(letterTabs, search['tab']),
    q: wordOf(search['q']),
    letter: wordOf(search['letter']),
  }
}

/** What «all automatic» means to the server: everything that is no card. */
export const automatic = letterOutcomes.filter((outcome) => outcome !== 'interest' && outcome !== 'duplicate')
