import { expect, it } from 'vitest'
import { visitorNumber } from './visitor-number.ts'

it('gives a visitor without a name the same four digits every time, and the next one others', () => {
  const number = visitorNumber('01a228ce-6cf8-7769-bf1a-2ace7f33a714')
  expect(number).toMatch(/^\d{4}$/)
  expect(visitorNumber('01a228ce-6cf8-7769-bf1a-2ace7f33a714')).toBe(number)
  expect(visitorNumber('01a228ce-6cf8-7769-bf1a-2ace7f33a715')).not.toBe(number)
  expect(visitorNumber('01a228ce-6cf8-7769-bf1a-2ace00000007')).toBe('0007')
})
