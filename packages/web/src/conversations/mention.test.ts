import { expect, test } from 'vitest'
import { mentionAt, mentionedIds, withMention } from './mention.ts'

test('a name is typed after @, with a surname or without; an address is not a call', () => {
  expect(mentionAt('Глянь, @Ан', 10)).toBe('Ан')
  expect(mentionAt('@Анна К', 7)).toBe('Анна К')
  expect(mentionAt('@', 1)).toBe('')
  expect(mentionAt('почта anna@kim', 14)).toBeUndefined()
  expect(mentionAt('без имени', 9)).toBeUndefined()
})

test('the chosen name takes the place of the letters, and the words behind stay', () => {
  expect(withMention('Глянь, @Ан пожалуйста', 10, 'Анна Ким')).toEqual({
    text: 'Глянь, @Анна Ким пожалуйста',
    caret: 17,
  })
})

test('those named in the text are called', () => {
  const people = [
    { id: '1', name: 'Анна Ким' },
    { id: '2', name: 'Борис' },
  ]
  expect(mentionedIds('@Анна Ким, глянь', people)).toEqual(['1'])
})
