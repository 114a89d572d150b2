import { expect, it } from 'vitest'
import { lettersOn } from './look.ts'

it('puts dark letters on light colours and light letters on dark ones', () => {
  expect(['#1864ab', '#000000', '#ffd43b', '#FFFFFF', '#ff922b'].map(lettersOn)).toEqual([
    '#fff',
    '#fff',
    '#000',
    '#000',
    '#000',
  ])
})
