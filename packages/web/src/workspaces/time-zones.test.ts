import { expect, it } from 'vitest'
import { knownZone, listZones } from './time-zones.ts'

it.each(['UTC', 'Etc/UTC', 'GMT', 'Etc/Unknown', '+05:00', 'Mars/Olympus', '', undefined])(
  'counts by UTC when the browser says %s',
  (zone) => {
    expect(knownZone(zone)).toBe('UTC')
  },
)

it('keeps a zone one can count by, under the name the browser gave', () => {
  expect(knownZone('Asia/Yekaterinburg')).toBe('Asia/Yekaterinburg')
  expect(knownZone('Asia/Kolkata')).toBe('Asia/Kolkata')
})

it('always lists the zone that is chosen, once', () => {
  for (const zone of ['UTC', 'Asia/Kolkata', 'Europe/Moscow']) {
    expect(listZones('ru', zone).filter(({ value }) => value === zone)).toHaveLength(1)
  }
})
