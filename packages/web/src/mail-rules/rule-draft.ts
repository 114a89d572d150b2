/** A rule while it is written: conditions may still be empty. */
import { learnAnchors, lineEnd, MailRuleInput, readBetween } from '@otklik/contract'
import type {
  Extraction,
  ExtractionTarget,
  LetterDetail,
  MailRule,
  RuleActions,
  RuleCondition,
} from '@otklik/contract'

export type RuleDraft = MailRuleInput

const noActions: RuleActions = {
  disposition: 'asUsual',
  sourceType: null,
  sourceTitle: null,
  activityClass: null,
  action: null,
  isPublic: null,
  level: null,
  productId: null,
  memberId: null,
  extract: [],
}

export const emptyCondition: RuleCondition = { field: 'from', op: 'contains', value: '' }

export function emptyDraft(): RuleDraft {
  return { name: '', enabled: true, match: 'all', conditions: [emptyCondition], actions: noActions }
}

export function draftOf({ name, enabled, match, conditions, actions }: MailRule): RuleDraft {
  return { name, enabled, match, conditions, actions }
}

/** «Letters like this one»: the same sender to begin with. */
export function draftFrom(letter: LetterDetail): RuleDraft {
  const sender = letter.fromName ?? letter.fromAddress ?? ''
  const conditions: RuleCondition[] = letter.fromAddress
    ? [{ field: 'from', op: 'equals', value: letter.fromAddress }]
    : [{ field: 'subject', op: 'contains', value: letter.subject.slice(0, 300) }]
  return {
    ...emptyDraft(),
    name: sender.slice(0, 100),
    conditions: conditions.filter(({ value }) => value.trim() !== ''),
  }
}

/** What the server can already try; null while there is no complete condition. */
export function readyRule(draft: RuleDraft): MailRuleInput | null {
  const conditions = draft.conditions.filter(({ value }) => value.trim() !== '')
  const extract = draft.actions.extract.filter(isComplete)
  const parsed = MailRuleInput.safeParse({
    ...draft,
    name: draft.name.trim() || '…',
    conditions,
    actions: { ...draft.actions, extract },
  })
  return parsed.success ? parsed.data : null
}

function isComplete({ by }: Extraction): boolean {
  return by.kind === 'label' ? by.label.trim() !== '' : by.before.trim() !== '' || by.after !== ''
}

export function withCondition(draft: RuleDraft, condition: RuleCondition): RuleDraft {
  const filled = draft.conditions.filter(({ value }) => value.trim() !== '')
  const isKnown = filled.some(
    (one) => one.field === condition.field && one.op === condition.op && one.value === condition.value,
  )
  return isKnown ? draft : { ...draft, conditions: [...filled, condition] }
}

/** One way per target from the marks of a sample: marking again replaces it. */
export function withExtraction(draft: RuleDraft, extraction: Extraction): RuleDraft {
  const others = draft.actions.extract.filter(({ target }) => target !== extraction.target)
  return { ...draft, actions: { ...draft.actions, extract: [...others, extraction] } }
}

export interface Learned {
  extraction: Extraction
  /** The words around lead to another place of the letter: better mark with the label. */
  isUnsure: boolean
}

/** A marked piece after «Имя:» is named by its label; any other by the words around it. */
export function learnExtraction(
  target: ExtractionTarget,
  text: string,
  mark: { start: number; end: number },
): Learned {
  const piece = text.slice(mark.start, mark.end)
  const start = mark.start + piece.length - piece.trimStart().length
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const label = /^[\s*•–-]*([\p{L}\p{N}][^:\n]{0,60}):\s*$/u.exec(text.slice(lineStart, start))?.[1]
  const isWholeLine = (text.slice(mark.end).split('\n', 1)[0] ?? '').trim() === ''
  if (label !== undefined && (isWholeLine || target !== 'text')) {
    return { extraction: { target, by: { kind: 'label', label: label.trim() } }, isUnsure: !isWholeLine }
  }
  const anchors = learnAnchors(text, mark.start, mark.end)
  return {
    extraction: { target, by: { kind: 'example', ...anchors } },
    isUnsure: readBetween(text, anchors) !== piece.trim(),
  }
}

/** «\n» is shown as words: nobody can type it. */
export function isLineEnd(after: string): boolean {
  return after === lineEnd
}
