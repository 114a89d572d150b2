import { describe, expect, it } from 'vitest'
import { formatDateTime, formatDay, formatDuration, formatExact, formatRelative } from './dates.ts'

const moscow = { locale: 'ru', timeZone: 'Europe/Moscow' }
const english = { locale: 'en', timeZone: 'Europe/Moscow' }
const now = new Date('2026-11-22T12:00:00Z')

describe('formatDateTime', () => {
  it.each([
    ['2026-11-22T11:05:00Z', 'сегодня, 14:05'],
    ['2026-11-21T06:30:00Z', 'вчера, 09:30'],
    ['2026-11-02T06:30:00Z', '2 ноя, 09:30'],
    ['2026-05-09T06:30:00Z', '9 мая, 09:30'],
    ['2025-09-22T06:30:00Z', '22 сен 2025'],
  ])('%s is «%s»', (value, words) => {
    expect(formatDateTime(new Date(value), now, moscow)).toBe(words)
  })

  it('turns the day at midnight of the zone, not of UTC', () => {
    const lateEvening = new Date('2026-11-21T21:30:00Z')
    expect(formatDay(lateEvening, now, moscow)).toBe('сегодня')
    expect(formatDay(lateEvening, now, { locale: 'ru', timeZone: 'UTC' })).toBe('вчера')
  })

  it('speaks English', () => {
    expect(formatDateTime(new Date('2026-11-22T11:05:00Z'), now, english)).toBe('today, 14:05')
  })
})

it.each([
  [-20_000, 'сейчас'],
  [-5 * 60_000, '5 мин назад'],
  [2 * 3_600_000, 'через 2 ч'],
  [-26 * 3_600_000, 'вчера'],
])('formatRelative of %d ms is «%s»', (difference, words) => {
  expect(formatRelative(new Date(now.getTime() + difference), now, moscow)).toBe(words)
})

it.each([
  [12 * 60_000, '12 мин'],
  [-60 * 60_000, '1 ч'],
  [80 * 60_000, '1 ч 20 мин'],
  [11.4 * 3_600_000, '11 ч'],
  [72 * 3_600_000, '3 дн.'],
])('formatDuration of %d ms is «%s»', (milliseconds, words) => {
  expect(formatDuration(milliseconds, 'ru').replaceAll('\u00a0', ' ')).toBe(words)
})

it('names the zone in the exact form', () => {
  expect(formatExact(now, moscow)).toContain('Europe/Moscow')
  expect(formatExact(now, moscow)).toContain('15:00:00')
})
