/** Does a rule fit a letter? Plain comparisons only: an expression written by a person could hang the intake. */
import type { RuleCondition } from '@otklik/contract'
import type { Letter } from '../channels/email/index.ts'

export type RuleLetter = Pick<Letter, 'from' | 'to' | 'cc' | 'subject' | 'text'>

/** Words beyond this are not looked at. */
const bodyLimit = 100_000

export function ruleMatches(
  rule: { match: 'all' | 'any'; conditions: readonly RuleCondition[] },
  letter: RuleLetter,
): boolean {
  if (rule.conditions.length === 0) return false
  const holds = (condition: RuleCondition) => conditionHolds(condition, letter)
  return rule.match === 'all' ? rule.conditions.every(holds) : rule.conditions.some(holds)
}

export function conditionHolds({ field, op, value }: RuleCondition, letter: RuleLetter): boolean {
  const wanted = flat(value)
  const values = valuesOf(letter, field, op === 'wildcard').map(flat)
  if (op === 'notContains') return values.every((text) => !text.includes(wanted))
  return values.some((text) => compare(op, text, wanted))
}

function compare(op: Exclude<RuleCondition['op'], 'notContains'>, text: string, wanted: string): boolean {
  switch (op) {
    case 'contains':
      return text.includes(wanted)
    case 'equals':
      return text === wanted
    case 'startsWith':
      return text.startsWith(wanted)
    case 'endsWith':
      return text.endsWith(wanted)
    case 'wildcard':
      return matchesWildcard(text, wanted)
  }
}

/** A star stands for anything. Pieces are looked for from left to right, so the time is linear. */
export function matchesWildcard(text: string, pattern: string): boolean {
  const pieces = pattern.split('*')
  const [first = '', ...rest] = pieces
  if (rest.length === 0) return text === first
  const last = rest.pop() ?? ''
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const piece of rest) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= text.length - last.length
}

function valuesOf(letter: RuleLetter, field: RuleCondition['field'], byLine: boolean): string[] {
  const body = letter.text.slice(0, bodyLimit)
  switch (field) {
    case 'from':
      return [letter.from?.address ?? '']
    case 'fromName':
      return [letter.from?.name ?? '']
    case 'to':
      return [...letter.to, ...letter.cc].map((to) => to.address)
    case 'subject':
      return [letter.subject]
    case 'body':
      return byLine ? body.split('\n') : [body]
    case 'anywhere':
      return (['from', 'fromName', 'to', 'subject', 'body'] as const).flatMap((one) =>
        valuesOf(letter, one, byLine),
      )
  }
}

/** Small letters, «ё» as «е», one space for any run of spaces. */
function flat(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim()
}
