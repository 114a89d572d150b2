import { expect, it } from 'vitest'
import { toFilter } from '../interests/feed-search.ts'
import { stretchOfMonth } from './report-days.ts'
import { feedOf, parseReportSearch, periodDays, reportFilter } from './report-search.ts'

const zone = 'Europe/Moscow'
/** In Moscow it is already the 23rd. */
const now = new Date('2026-11-22T21:30:00Z')

it('turns periods at midnight of the workspace', () => {
  const days = (period: string) => periodDays(parseReportSearch({ period }), now, zone)
  expect(days('today')).toEqual({ from: '2026-11-23', to: '2026-11-23' })
  expect(days('7d')).toEqual({ from: '2026-11-17', to: '2026-11-23' })
  expect(days('30d')).toEqual({ from: '2026-10-25', to: '2026-11-23' })
  expect(days('month')).toEqual({ from: '2026-11-01', to: '2026-11-23' })
  expect(days('quarter')).toEqual({ from: '2026-10-01', to: '2026-11-23' })
  expect(days('year')).toEqual({ from: '2026-01-01', to: '2026-11-23' })
  expect(days('nonsense')).toEqual(days('30d'))
})

it('keeps an own period, whichever day comes first', () => {
  const search = parseReportSearch({ period: 'own', from: '2026-11-09', to: '2026-11-02' })
  expect(periodDays(search, now, zone)).toEqual({ from: '2026-11-02', to: '2026-11-09' })
  expect(parseReportSearch({ period: 'own', from: 'yesterday', to: '2026-11-02' })).toEqual({ period: 'own' })
})

it('asks for whole days, the last one included', () => {
  const days = { from: '2026-11-01', to: '2026-11-30' }
  expect(
    reportFilter(parseReportSearch({ sourceType: 'vk,ok', processed: 'false' }), days, zone),
  ).toMatchObject({
    from: '2026-10-31T21:00:00.000Z',
    to: '2026-11-30T21:00:00.000Z',
    sourceType: ['vk', 'ok'],
    processed: false,
    level: ['critical', 'negative', 'positive_neutral'],
  })
})

it('opens in the feed what it counted', () => {
  const days = { from: '2026-11-01', to: '2026-11-30' }
  const search = parseReportSearch({ sourceType: 'vk', q: 'кофе', period: 'month', wait: 'occurred' })
  expect(toFilter(feedOf(search, days), zone)).toEqual(reportFilter(search, days, zone))
  expect(feedOf(search, days, { processed: false, level: 'critical,negative' })).toMatchObject({
    processed: false,
    level: 'critical,negative',
    q: 'кофе',
  })
})

it('narrows levels to the common part', () => {
  const search = parseReportSearch({ level: 'negative,junk' })
  expect(feedOf(search, { from: '2026-11-01', to: '2026-11-30' }, { level: 'critical,negative' }).level).toBe(
    'negative',
  )
})

it('cuts a month to the period', () => {
  const days = { from: '2026-10-25', to: '2026-11-23' }
  expect(stretchOfMonth('2026-10', days)).toEqual({ from: '2026-10-25', to: '2026-10-31' })
  expect(stretchOfMonth('2026-11', days)).toEqual({ from: '2026-11-01', to: '2026-11-23' })
})
