import { describe, expect, it } from 'vitest'
import { dayEnd, dayOf, dayStart } from './day-bounds.ts'
import { activeFilters, fromView, parseFeedSearch, toFilter, valuesOf } from './feed-search.ts'

describe('the address of the feed', () => {
  it('keeps what it understands and drops the rest', () => {
    const search = parseFeedSearch({
      tab: 'mine',
      sourceType: ['vk', 'ok'],
      q: 4821,
      hasProof: 'false',
      processed: true,
      order: 'newest',
      level: '',
      stranger: 'x',
    })
    expect(search).toEqual({ tab: 'mine', sourceType: 'vk,ok', q: '4821', hasProof: false, processed: true })
    expect(valuesOf(search, 'sourceType')).toEqual(['vk', 'ok'])
    expect(activeFilters(search)).toEqual(['sourceType', 'processed', 'hasProof', 'q'])
  })

  it('takes an unknown tab for the whole feed', () => {
    expect(toFilter(parseFeedSearch({ tab: 'nonsense' }), 'UTC')).toEqual({ tab: 'all' })
  })

  it('asks for whole days of the workspace', () => {
    const filter = toFilter({ from: '2026-11-20', to: '2026-11-20', level: 'critical' }, 'Europe/Moscow')
    expect(filter).toEqual({
      tab: 'all',
      level: ['critical'],
      from: '2026-11-19T21:00:00.000Z',
      to: '2026-11-20T21:00:00.000Z',
    })
  })

  it('opens a saved view', () => {
    const query = { filter: { level: ['negative' as const], isPublic: true }, order: 'urgent' as const }
    expect(fromView(query)).toEqual({ level: 'negative', isPublic: true, order: 'urgent' })
  })
})

describe('days of a zone', () => {
  it('knows a day of 23 hours', () => {
    const hours =
      Date.parse(dayEnd('2026-03-29', 'Europe/Berlin')) - Date.parse(dayStart('2026-03-29', 'Europe/Berlin'))
    expect(hours).toBe(23 * 3_600_000)
  })

  it('names the day where the workspace is', () => {
    const late = new Date('2026-11-22T22:30:00Z')
    expect(dayOf(late, 'Europe/Moscow')).toBe('2026-11-23')
    expect(dayOf(late, 'UTC', -1)).toBe('2026-11-21')
  })

  it('lets a moment pass', () => {
    expect(dayStart('2026-11-22T10:00:00Z', 'Europe/Moscow')).toBe('2026-11-22T10:00:00Z')
  })
})
