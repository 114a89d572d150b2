/** What a rule that is not saved yet would do: to the last letters, and to one sample. */
import type { MailRuleInput, PreviewItem, RuleCondition, RulePreview, SampleReading } from '@otklik/contract'
import { notFound } from '../platform/errors.ts'
import { ruleMatches } from './conditions.ts'
import { findRule, type ActiveRule } from './decide.ts'
import { readExtraction } from './extract.ts'
import { listRuleRows } from './mail-rules.ts'
import type { Reading } from './reading.ts'
import { listLastLetters, listStoredLetters, readStored, type Run, type StoredLetter } from './readings.ts'
import { openSketchRoom, sketchChanges, sketchLetter, type SketchRoom } from './sketch.ts'

const draftId = 'draft'

export async function previewRule(
  run: Run,
  input: { id: string | null; rule: MailRuleInput; limit: number },
): Promise<RulePreview> {
  const { room, saved, stored } = await run(async (ctx) => ({
    room: await openSketchRoom(ctx),
    saved: await listRuleRows(ctx),
    stored: await listLastLetters(ctx, input.limit),
  }))
  const draft: ActiveRule = { ...input.rule, id: input.id ?? draftId, enabled: true }
  const place: PreviewPlace = { room, draft, saved, next: withDraft(saved, draft) }
  const shadows = new Map<string, number>()
  const items: PreviewItem[] = []
  let checked = 0
  for (const letter of stored) {
    const reading = await readStored(run, letter)
    if (!reading) continue
    checked += 1
    const winner = findRule(place.next, reading)
    if (winner?.id === draft.id) items.push(previewItem(place, letter, reading))
    else if (winner && ruleMatches(draft, reading.letter))
      shadows.set(winner.name, (shadows.get(winner.name) ?? 0) + 1)
  }
  return {
    checked,
    matched: items.length,
    changed: items.filter((item) => item.changes.length > 0).length,
    shadowed: [...shadows].map(([rule, count]) => ({ rule, count })),
    items,
  }
}

export interface SampleRule {
  match: 'all' | 'any'
  conditions: RuleCondition[]
  actions: MailRuleInput['actions']
}

export async function readSample(
  run: Run,
  input: { letterId: string; rule: SampleRule },
): Promise<SampleReading> {
  const [stored] = await run((ctx) => listStoredLetters(ctx, [input.letterId]))
  const reading = stored ? await readStored(run, stored) : null
  if (!reading) throw notFound('There is no such letter')
  return {
    matches: ruleMatches(input.rule, reading.letter),
    extracted: input.rule.actions.extract.map((extraction) => ({
      target: extraction.target,
      value: readExtraction(extraction, reading.letter),
    })),
  }
}

interface PreviewPlace {
  room: SketchRoom
  draft: ActiveRule
  saved: readonly ActiveRule[]
  next: readonly ActiveRule[]
}

/** The edited rule in its own place, a new one last: as they will stand after saving. */
function withDraft(saved: readonly ActiveRule[], draft: ActiveRule): ActiveRule[] {
  const isKnown = saved.some((rule) => rule.id === draft.id)
  return isKnown ? saved.map((rule) => (rule.id === draft.id ? draft : rule)) : [...saved, draft]
}

function previewItem(
  { room, saved, next }: PreviewPlace,
  { letter }: StoredLetter,
  reading: Reading,
): PreviewItem {
  const now = sketchLetter(room, saved, reading)
  const withRule = sketchLetter(room, next, reading)
  return {
    letterId: letter.id,
    subject: letter.subject,
    from: letter.fromName ?? letter.fromAddress ?? '',
    arrivedAt: letter.arrivedAt.toISOString(),
    now,
    withRule,
    changes: sketchChanges(now, withRule),
  }
}
