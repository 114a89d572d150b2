import { expect, test } from 'vitest'
import { momentOf, wallOf } from './wall-moment.ts'

test.each(['Europe/Moscow', 'Asia/Almaty', 'UTC'])('a moment in %s goes to the wall and back', (zone) => {
  const moment = new Date('2026-11-22T07:30:00Z')
  expect(momentOf(wallOf(moment, zone), zone)).toEqual(moment)
})

test('ten in Moscow is seven in Greenwich; an empty field is no moment', () => {
  expect(momentOf('2026-11-22T10:00', 'Europe/Moscow')?.toISOString()).toBe('2026-11-22T07:00:00.000Z')
  expect(momentOf('', 'Europe/Moscow')).toBeUndefined()
})
