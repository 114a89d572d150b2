import { wordOf } from '../app/search-words.ts'

/** `letter`: the sample a new rule is made from. */
export interface RuleSearch {
  letter?: string | undefined
}

export function parseRuleSearch(search: Record<string, unknown>): RuleSearch {
  return { letter: wordOf(search['letter']) }
}
