import { expect, it } from 'vitest'
import { change, points, share } from './numbers.ts'
import { dayName, daysName, monthName, weekdayName } from './report-days.ts'

const plain = (words: string | undefined) => words?.replace(/\s/g, ' ')

it('says shares and changes as people read them', () => {
  expect(plain(share(5, 6, 'ru'))).toBe('83 %')
  expect(share(0, 0, 'ru')).toBe('–')
  expect(plain(change(112, 100, 'ru'))).toBe('+12 %')
  expect(plain(change(95, 100, 'ru'))).toBe('−5 %')
  expect(change(360, 10, 'ru')).toBe('×36')
  expect(change(5, 0, 'ru')).toBeUndefined()
  expect(points({ part: 5, whole: 10 }, { part: 8, whole: 10 })).toBe(-30)
  expect(points({ part: 1, whole: 2 }, { part: 0, whole: 0 })).toBeUndefined()
})

it('names days without dots', () => {
  expect(plain(dayName('2026-11-02', 'ru'))).toBe('2 ноя')
  expect(plain(monthName('2026-09', 'ru'))).toBe('сен 2026')
  expect(plain(daysName({ from: '2026-10-25', to: '2026-11-23' }, 'ru'))).toBe('25 окт – 23 ноя 2026')
  expect(plain(daysName({ from: '2025-12-25', to: '2026-01-23' }, 'ru'))).toBe('25 дек 2025 – 23 янв 2026')
  expect(plain(daysName({ from: '2026-11-23', to: '2026-11-23' }, 'en'))).toBe('Nov 23, 2026')
  expect(weekdayName(1, 'ru')).toBe('пн')
  expect(weekdayName(7, 'en', 'long')).toBe('Sunday')
})
