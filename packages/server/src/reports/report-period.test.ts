import { expect, it } from 'vitest'
import { daysOf, previousOf, weekdayOf } from './report-period.ts'
import { measureWaits } from './report-waits.ts'

const range = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) })
const later = new Date('2027-06-01T00:00:00Z')

it('takes as many days before, over a change of the clocks', () => {
  // Thirty days of November in Berlin; before them 25 October has 25 hours.
  expect(previousOf(range('2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z'), 'Europe/Berlin', later)).toEqual(
    range('2026-10-01T22:00:00Z', '2026-10-31T23:00:00Z'),
  )
})

it('compares a morning with a morning', () => {
  const today = range('2026-11-21T21:00:00Z', '2026-11-22T21:00:00Z')
  expect(previousOf(today, 'Europe/Moscow', new Date('2026-11-22T06:30:00Z'))).toEqual(
    range('2026-11-20T21:00:00Z', '2026-11-21T06:30:00Z'),
  )
  expect(previousOf(today, 'Europe/Moscow', later)).toEqual(
    range('2026-11-20T21:00:00Z', '2026-11-21T21:00:00Z'),
  )
})

it('names every day of the period once', () => {
  expect(daysOf(range('2026-10-24T22:00:00Z', '2026-10-26T23:00:00Z'), 'Europe/Berlin')).toEqual([
    '2026-10-25',
    '2026-10-26',
  ])
  expect(daysOf(range('2026-12-31T20:00:00Z', '2026-12-31T22:00:00Z'), 'Europe/Moscow')).toEqual([
    '2026-12-31',
    '2027-01-01',
  ])
  expect(weekdayOf('2026-11-22')).toBe(7)
  expect(weekdayOf('2026-11-23')).toBe(1)
})

it('finds ranks among steps', () => {
  const waits = [
    { wait: 50, count: 1 },
    { wait: 10, count: 5 },
    { wait: 20, count: 4 },
  ]
  expect(measureWaits(waits)).toEqual({ answered: 10, median: 10, p90: 20 })
  expect(measureWaits([])).toEqual({ answered: 0, median: null, p90: null })
})
