import { expect, test } from 'vitest'
import { limitProblem } from './limits.ts'

const limits = { text: 10, caption: 5, files: 2, fileSize: 2_097_152, imageSize: 1_048_576 }
const file = (name: string, size = 10) => ({ name, size })

test('what the network would refuse is known before the press', () => {
  expect(limitProblem(limits, { text: '1234567890', files: [] })).toBeUndefined()
  expect(limitProblem(limits, { text: '12345678901', files: [] })).toEqual({ kind: 'long_text', longest: 10 })
  expect(limitProblem(limits, { text: '123456', files: [file('a.pdf')] })).toEqual({
    kind: 'long_caption',
    longest: 5,
  })
  const three = [file('a.pdf'), file('b.pdf'), file('c.pdf')]
  expect(limitProblem(limits, { text: '', files: three })).toEqual({ kind: 'too_many', most: 2 })
  expect(limitProblem(limits, { text: '', files: [file('a.pdf', 2_000_000)] })).toBeUndefined()
  expect(limitProblem(limits, { text: '', files: [file('a.png', 2_000_000)] })).toEqual({
    kind: 'heavy',
    name: 'a.png',
    megabytes: 1,
  })
  expect(limitProblem({ ...limits, files: 0 }, { text: '', files: [file('a.pdf')] })).toEqual({
    kind: 'no_files',
  })
})

test('a channel that says nothing of limits stops nobody', () => {
  expect(limitProblem(null, { text: 'x'.repeat(50_000), files: [file('a', 1e9)] })).toBeUndefined()
})
