import { eventPayloads } from '@otklik/contract'
import { expect, it } from 'vitest'
import { eventShapes, fitsEvent, isEventType } from './live-events.ts'

const id = '0193a000-0000-7000-8000-000000000001'

it('knows every event of the contract by the same fields', () => {
  const fields = (shapes: Record<string, object>) =>
    Object.fromEntries(Object.entries(shapes).map(([type, shape]) => [type, Object.keys(shape).toSorted()]))
  const promised = Object.fromEntries(
    Object.entries(eventPayloads).map(([type, schema]) => [type, schema.shape]),
  )
  expect(fields(eventShapes)).toEqual(fields(promised))
})

it.each([
  ['interest.assigned', { interestId: id, memberId: null, byMemberId: id }],
  ['interests.changed', { count: 3 }],
  ['interest.changed', { interestId: id, changed: ['level'] }],
  ['letter.bounced', { answerId: id, words: { ru: 'нет ящика', en: 'no mailbox' } }],
] as const)('lets %s through as the contract does', (type, data) => {
  expect(eventPayloads[type].safeParse(data).success).toBe(true)
  expect(fitsEvent(type, data)).toBe(true)
})

it.each([
  ['interest.assigned', { interestId: id, memberId: 7, byMemberId: id }],
  ['interests.changed', { count: 'many' }],
  ['interest.changed', { interestId: id, changed: 'level' }],
  ['interest.created', null],
] as const)('stops a broken %s as the contract does', (type, data) => {
  expect(eventPayloads[type].safeParse(data).success).toBe(false)
  expect(fitsEvent(type, data)).toBe(false)
})

it('does not take a name of Object for an event', () => {
  expect(isEventType('constructor')).toBe(false)
})
