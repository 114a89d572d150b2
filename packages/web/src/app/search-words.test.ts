import { expect, it } from 'vitest'
import { innerPath, knownWord, wordOf } from './search-words.ts'

it('reads a word and drops what is empty, long or no word', () => {
  expect(wordOf('vk')).toBe('vk')
  expect(wordOf(2026)).toBe('2026')
  expect(wordOf('')).toBeUndefined()
  expect(wordOf('x'.repeat(201))).toBeUndefined()
  expect(wordOf(['vk'])).toBeUndefined()
})

it('takes only known words', () => {
  expect(knownWord(['list', 'own'], 'own')).toBe('own')
  expect(knownWord(['list', 'own'], 'other')).toBeUndefined()
})

it.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example',
  'feed',
  '',
])('does not lead to %s', (path) => {
  expect(innerPath(path)).toBeUndefined()
})

it('leads to a page of the program with its search', () => {
  expect(innerPath('/feed?card=1')).toBe('/feed?card=1')
})
