import { z } from 'zod'

/** `letter`: the sample a new rule is made from. */
const RuleSearch = z.object({ letter: z.string().optional().catch(undefined) })
export type RuleSearch = z.infer<typeof RuleSearch>

export function parseRuleSearch(search: Record<string, unknown>): RuleSearch {
  return RuleSearch.parse(search)
}
