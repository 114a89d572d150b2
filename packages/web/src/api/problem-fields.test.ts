import { expect, it } from 'vitest'
import { fieldsOf } from './problem-fields.ts'

it('names the fields the check of the input refused', () => {
  const issues = [
    { path: ['timeZone'], message: 'unknown time zone' },
    { path: [], message: 'the whole' },
  ]
  expect(fieldsOf({ issues })).toEqual({ timeZone: 'unknown time zone' })
})

it('names the fields a verb refused', () => {
  expect(fieldsOf({ fields: { url: 'inside' } })).toEqual({ url: 'inside' })
})

it.each([[undefined], [null], ['words'], [{}], [{ fields: null }], [{ issues: [null, 7] }]])(
  'finds none in %j',
  (data) => {
    expect(fieldsOf(data)).toEqual({})
  },
)
