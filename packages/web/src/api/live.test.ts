import { expect, it } from 'vitest'
import { parseLiveEvent, reconnectDelay } from './live.ts'

it('waits longer after each failure, never more than 40 seconds', () => {
  expect(reconnectDelay(0, 0)).toBe(1000)
  expect(reconnectDelay(3, 0)).toBe(8000)
  expect(reconnectDelay(50, 0)).toBe(30_000)
  expect(reconnectDelay(50, 1)).toBe(40_000)
})

it('keeps the fields of an event and drops what is not one', () => {
  expect(parseLiveEvent('{"type":"interest.claimed","interestId":"a"}', '7')).toEqual({
    id: '7',
    type: 'interest.claimed',
    interestId: 'a',
  })
  expect(parseLiveEvent('{"hello":1}', '')).toBeUndefined()
  expect(parseLiveEvent('not json', '')).toBeUndefined()
})
