import { leadStates } from '@otklik/contract'
import type { LeadState } from '@otklik/contract'
import { knownWord, wordOf } from '../app/search-words.ts'

/** The filters of the page in the address bar, so that a link opens the same list. */
export interface LeadsSearch {
  state?: LeadState | undefined
  q?: string | undefined
  productId?: string | undefined
  responsibleId?: string | undefined
  /** The lead that is open. */
  lead?: string | undefined
}

export function parseLeadsSearch(search: Record<string, unknown>): LeadsSearch {
  return {
    state: knownWord(leadStates, search['state']),
    q: wordOf(search['q'], 200),
    productId: wordOf(search['productId'], 40),
    responsibleId: wordOf(search['responsibleId'], 40),
    lead: wordOf(search['lead'], 40),
  }
}
