import { expect, test } from 'vitest'
import { emptyDraft, learnExtraction, readyRule, withCondition, withExtraction } from './rule-draft.ts'

const text = 'Заявка с сайта\nИмя: Анна Ким\nЗвонить Анне по +7 900 000-00-00 до вечера\n'

function mark(piece: string) {
  const start = text.indexOf(piece)
  return { start, end: start + piece.length }
}

test('a piece after a label is named by the label', () => {
  expect(learnExtraction('authorName', text, mark('Анна Ким'))).toEqual({
    extraction: { target: 'authorName', by: { kind: 'label', label: 'Имя' } },
    isUnsure: false,
  })
})

test('any other piece is named by the words around it', () => {
  const { extraction, isUnsure } = learnExtraction('authorPhone', text, mark('+7 900 000-00-00'))
  expect(extraction.by).toMatchObject({ kind: 'example', after: 'до вечера' })
  expect(isUnsure).toBe(false)
})

test('a mark made again replaces the first, and conditions are not doubled', () => {
  const { extraction } = learnExtraction('authorName', text, mark('Анна Ким'))
  const twice = withExtraction(withExtraction(emptyDraft(), extraction), extraction)
  expect(twice.actions.extract).toHaveLength(1)
  const condition = { field: 'from', op: 'equals', value: 'a@b.example' } as const
  expect(withCondition(withCondition(emptyDraft(), condition), condition).conditions).toEqual([condition])
})

test('a rule is tried only when a condition is complete, with or without a name', () => {
  expect(readyRule(emptyDraft())).toBeNull()
  const draft = withCondition(emptyDraft(), { field: 'subject', op: 'contains', value: 'заявка' })
  expect(readyRule(draft)?.conditions).toHaveLength(1)
})
