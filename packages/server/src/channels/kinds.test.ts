import { Availability, sourceTypes } from '@otklik/contract'
import { describe, expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { availabilityCheckedOn, availabilityRows } from './availability-rows.ts'
import { countryOf } from './kinds.ts'

const harness = useHarness()

describe('what is known of networks in countries', () => {
  it.each(
    availabilityRows.map(
      (row) => [`${row.network}, ${row.country}, ${row.state}, ${row.since}`, row] as const,
    ),
  )(
    '%s: has a country, a date that has been, a page that says it, and words in both languages',
    (_name, row) => {
      expect(Availability.parse(row)).toEqual(row)
      expect(new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(row.country)).toBeDefined()
      expect(row.since <= availabilityCheckedOn).toBe(true)
      expect(new URL(row.source.url).protocol).toBe('https:')
      expect(sourceTypes).toContain(row.network)
      expect(row.words.ru).toMatch(/[а-я].*\.$/i)
      expect(row.words.en).toMatch(/^[\p{ASCII}]+\.$/u)
    },
  )

  it('is told with the kinds, each row with a kind that brings the network', async () => {
    const { owner } = await harness().newWorkspace()
    const { items, country, checkedOn } = await owner.client.channels.kinds()
    expect([country, checkedOn]).toEqual(['RU', availabilityCheckedOn])
    const told = items.flatMap(({ availability }) => availability)
    expect(new Set(told)).toEqual(new Set(availabilityRows))
    const of = (kind: string) =>
      new Set(items.find((one) => one.kind === kind)?.availability.map(({ network }) => network))
    expect(of('telegram')).toEqual(new Set(['telegram']))
    expect(of('email')).toEqual(new Set(['facebook', 'instagram', 'x']))
    expect(of('site')).toEqual(new Set())
  })

  it('takes the country from the time zone of the workspace', async () => {
    const { owner } = await harness().newWorkspace()
    await owner.client.workspaces.update({ timeZone: 'Asia/Almaty' })
    expect((await owner.client.channels.kinds()).country).toBe('KZ')
    await owner.client.workspaces.update({ timeZone: 'Europe/Berlin' })
    expect((await owner.client.channels.kinds()).country).toBeNull()
  })

  it.each([
    ['Asia/Vladivostok', 'RU'],
    ['Asia/Qyzylorda', 'KZ'],
    ['Europe/Kyiv', 'UA'],
    ['Europe/Kiev', 'UA'],
    ['UTC', null],
  ])('knows the country of %s: %s', (zone, country) => {
    expect(countryOf(zone)).toBe(country)
  })
})
