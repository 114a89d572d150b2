/** When a letter or a push goes out. Moscow is three hours ahead of UTC the whole year; New York changes its clocks. */
import { describe, expect, it } from 'vitest'
import { isQuiet, letterDueAt, pushDueAt, type Quiet } from './due.ts'
import { findMentioned } from './mentions.ts'
import { nextWallTime } from './wall-time.ts'

const night: Quiet = { from: '21:00', to: '09:00', weekends: true }
const wishes = {
  timeZone: 'Europe/Moscow',
  dailyAt: '10:30',
  quiet: null,
  urgentPasses: true,
  last: null,
  urgent: false,
}
/** A Tuesday, 15:20 in Moscow. */
const day = new Date('2026-11-24T12:20:00Z')
const at = (moment: Date) => moment.toISOString().slice(0, 16)

describe('pace of letters', () => {
  it('goes at once, with the next full hour, or at the chosen time of day', () => {
    expect(letterDueAt(day, 'now', wishes)).toEqual(day)
    expect(at(letterDueAt(day, 'hourly', wishes))).toBe('2026-11-24T13:00')
    expect(at(letterDueAt(day, 'daily', wishes))).toBe('2026-11-25T07:30')
    expect(at(letterDueAt(new Date('2026-11-24T07:29:00Z'), 'daily', wishes))).toBe('2026-11-24T07:30')
    expect(at(letterDueAt(day, 'hourly', { ...wishes, timeZone: 'Asia/Kolkata' }))).toBe('2026-11-24T12:30')
  })

  it('keeps two minutes between letters at once', () => {
    expect(at(letterDueAt(day, 'now', { ...wishes, last: new Date('2026-11-24T12:19:00Z') }))).toBe(
      '2026-11-24T12:21',
    )
    expect(letterDueAt(day, 'now', { ...wishes, last: new Date('2026-11-24T12:00:00Z') })).toEqual(day)
  })
})

describe('quiet hours', () => {
  it('go over midnight and over the weekend', () => {
    expect(isQuiet(new Date('2026-11-24T17:59:00Z'), night, 'Europe/Moscow')).toBe(false)
    expect(isQuiet(new Date('2026-11-24T18:00:00Z'), night, 'Europe/Moscow')).toBe(true)
    expect(isQuiet(new Date('2026-11-25T05:59:00Z'), night, 'Europe/Moscow')).toBe(true)
    expect(isQuiet(new Date('2026-11-25T06:00:00Z'), night, 'Europe/Moscow')).toBe(false)
    expect(isQuiet(new Date('2026-11-28T12:00:00Z'), night, 'Europe/Moscow')).toBe(true)
  })

  it('hold a letter and a push until morning, over the weekend until Monday', () => {
    const evening = new Date('2026-11-24T20:00:00Z')
    expect(at(letterDueAt(evening, 'now', { ...wishes, quiet: night }))).toBe('2026-11-25T06:00')
    expect(at(pushDueAt(new Date('2026-11-27T19:00:00Z'), { ...wishes, quiet: night }))).toBe(
      '2026-11-30T06:00',
    )
  })

  it('let urgent words pass when the person allows it', () => {
    const evening = new Date('2026-11-24T20:00:00Z')
    expect(pushDueAt(evening, { ...wishes, quiet: night, urgent: true })).toEqual(evening)
    expect(at(pushDueAt(evening, { ...wishes, quiet: night, urgent: true, urgentPasses: false }))).toBe(
      '2026-11-25T06:00',
    )
  })

  it('end by the clock on the wall when clocks change', () => {
    expect(at(nextWallTime(new Date('2026-11-01T03:00:00Z'), '09:00', 'America/New_York'))).toBe(
      '2026-11-01T14:00',
    )
    expect(at(nextWallTime(new Date('2026-10-31T03:00:00Z'), '09:00', 'America/New_York'))).toBe(
      '2026-10-31T13:00',
    )
  })
})

describe('names in notes', () => {
  const people = [
    { id: '1', name: 'Анна Ким' },
    { id: '2', name: 'Анна Королёва' },
    { id: '3', name: 'Пётр' },
  ]
  it('finds full names, first names and either spelling', () => {
    expect(findMentioned('Спроси @Анна Ким', people)).toEqual(['1'])
    expect(findMentioned('@анна королева, глянь', people)).toEqual(['2'])
    expect(findMentioned('@АННА и @петр', people).toSorted()).toEqual(['1', '2', '3'])
  })

  it('takes no parts of words and no addresses', () => {
    expect(findMentioned('пишите на anna@петрович.рф', people)).toEqual([])
    expect(findMentioned('Анна Ким сама ответит', people)).toEqual([])
  })
})
