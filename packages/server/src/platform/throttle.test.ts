import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

test('an address waits after its failures until the window ends, and others do not', () => {
  let now = 0
  const throttle = createThrottle({ max: 2, windowMs: 1000 }, () => now)
  throttle.count('203.0.113.7')
  expect(throttle.isOver('203.0.113.7')).toBe(false)
  throttle.count('::ffff:203.0.113.7')
  expect(throttle.isOver('203.0.113.7')).toBe(true)
  expect(throttle.isOver('203.0.113.8')).toBe(false)
  now = 1000
  expect(throttle.isOver('203.0.113.7')).toBe(false)
})

test('a network of IPv6 counts as one, however the address is written', () => {
  const throttle = createThrottle({ max: 2, windowMs: 1000 }, () => 0)
  throttle.count('2001:db8:1:2::1')
  throttle.count('2001:db8:1:2:ffff:0:0:5')
  expect(throttle.isOver('2001:db8:1:2::77')).toBe(true)
  expect(throttle.isOver('2001:db8:1:3::1')).toBe(false)
  throttle.count('2001:db8::1')
  throttle.count('2001:db8:0:0:1::')
  expect(throttle.isOver('2001:db8::2')).toBe(true)
})

test('it remembers a bounded number of addresses, the newest', () => {
  const throttle = createThrottle({ max: 1, windowMs: 1000 }, () => 0)
  for (let n = 0; n <= 20_000; n++) throttle.count(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`)
  expect(throttle.isOver('10.0.0.0')).toBe(false)
  expect(throttle.isOver('10.0.0.1')).toBe(true)
})
