import { letterOutcomes } from '@otklik/contract'
import { z } from 'zod'

/** Classes that have a tab; letters that became cards stand in the feed. */
export const letterTabs = ['all', 'list', 'auto_reply', 'bounce', 'receipt', 'complaint', 'own', 'unreadable', 'secret'] as const
export type LetterTab = (typeof letterTabs)[number]

const LettersSearch = z.object({
  tab: z.enum(letterTabs).optional().catch(undefined),
  q: z.string().max(200).optional().catch(undefined),
  /** The letter that is open. */
  letter: z.string().optional().catch(undefined),
})
export type LettersSearch = z.infer<typeof LettersSearch>

export function parseLettersSearch(search: Record<string, unknown>): LettersSearch {
  return LettersSearch.parse(search)
}

/** What «all automatic» means to the server: everything that is no card. */
export const automatic = letterOutcomes.filter((outcome) => outcome !== 'interest' && outcome !== 'duplicate')
