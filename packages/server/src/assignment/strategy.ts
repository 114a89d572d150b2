/** Pure choice of a person. People who are away, absent or switched off are never in `present`. */
import type { ActivityClass } from '@otklik/contract'

export interface RuleMatch {
  channelIds: string[]
  sourceTypes: string[]
  activityClasses: ActivityClass[]
}

export interface NewCard {
  channelId: string | null
  sourceType: string
  activityClass: ActivityClass
}

/** An empty list in a rule matches everything. */
export function ruleMatches(rule: RuleMatch, card: NewCard): boolean {
  const channel =
    rule.channelIds.length === 0 || (card.channelId !== null && rule.channelIds.includes(card.channelId))
  const source = rule.sourceTypes.length === 0 || rule.sourceTypes.includes(card.sourceType)
  const kind = rule.activityClasses.length === 0 || rule.activityClasses.includes(card.activityClass)
  return channel && source && kind
}

/** The first present person after the last one served, going round. */
export function nextInTurn(
  queue: string[],
  present: ReadonlySet<string>,
  last: string | null,
): string | null {
  const start = last === null ? 0 : queue.indexOf(last) + 1
  const turned = [...queue.slice(start), ...queue.slice(0, start)]
  return turned.find((id) => present.has(id)) ?? null
}

/** The present person with the fewest open cards; of equals the one whose turn it is. */
export function leastLoaded(
  queue: string[],
  present: ReadonlySet<string>,
  open: ReadonlyMap<string, number>,
  last: string | null,
): string | null {
  const start = last === null ? 0 : queue.indexOf(last) + 1
  const turned = [...queue.slice(start), ...queue.slice(0, start)].filter((id) => present.has(id))
  const load = (id: string): number => open.get(id) ?? 0
  return turned.reduce<string | null>(
    (best, id) => (best === null || load(id) < load(best) ? id : best),
    null,
  )
}
