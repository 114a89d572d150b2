import { expect, it } from 'vitest'
import { wordsOf } from './words.ts'

it('says everything in each of the three languages', () => {
  const { ru, en, kk } = wordsOf
  for (const words of [en, kk]) {
    expect(Object.keys(words)).toEqual(Object.keys(ru))
    expect(Object.values(words).every((word) => word.trim() !== '')).toBe(true)
  }
  expect(Object.values(en).filter((word) => /[а-яё]/i.test(word))).toEqual([])
})
