import { expect, test } from 'vitest'
import { usualMoments } from './moments.ts'

const words = (now: string) =>
  usualMoments(new Date(now), 'Europe/Moscow').map((moment) => moment.toISOString())

test('the usual moments stand on the clock of the workspace and are all still to come', () => {
  expect(words('2026-11-27T09:00:00.000Z')).toEqual([
    '2026-11-27T10:00:00.000Z',
    '2026-11-27T15:00:00.000Z',
    '2026-11-28T07:00:00.000Z',
    '2026-11-30T07:00:00.000Z',
  ])
})

test('late on Sunday the evening is gone and tomorrow is Monday: it stands once', () => {
  expect(words('2026-11-29T18:30:00.000Z')).toEqual(['2026-11-29T19:30:00.000Z', '2026-11-30T07:00:00.000Z'])
})
