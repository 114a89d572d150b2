import { expect, test } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { channels } from './channels.table.ts'
import { dueReminder } from './reminders.ts'
import { lookForSilence, unusualSilence } from './silence.ts'
import { storeEvent } from './ledger.ts'

const harness = useHarness()
const hour = 3_600_000
const now = new Date('2026-11-25T15:30:00Z')

/** Something every working hour, Wednesday too, for four weeks and until `until`. */
function workingHours(until: Date): Date[] {
  const hours: Date[] = []
  for (let at = now.getTime() - 28 * 24 * hour; at < until.getTime(); at += hour) {
    const date = new Date(Math.floor(at / hour) * hour)
    if (date.getUTCHours() >= 9 && date.getUTCHours() < 18) hours.push(date)
  }
  return hours
}

test('three hours that were never silent make a silence unusual; a night does not', () => {
  const ten = new Date('2026-11-25T10:30:00Z')
  expect(unusualSilence({ hours: workingHours(ten), now, expectedHours: null })).toEqual(
    new Date('2026-11-25T10:00:00Z'),
  )
  const night = new Date('2026-11-25T23:30:00Z')
  const evening = new Date('2026-11-25T17:30:00Z')
  expect(unusualSilence({ hours: workingHours(evening), now: night, expectedHours: null })).toBeNull()
})

test('a short history tells nothing, unless the network itself is never quiet so long', () => {
  const hours = [new Date('2026-11-25T02:00:00Z')]
  expect(unusualSilence({ hours, now, expectedHours: null })).toBeNull()
  expect(unusualSilence({ hours, now, expectedHours: 24 })).toBeNull()
  expect(unusualSilence({ hours, now, expectedHours: 12 })).toEqual(new Date('2026-11-25T03:00:00Z'))
  expect(unusualSilence({ hours: [], now, expectedHours: 12 })).toBeNull()
})

test.each([
  ['2026-12-20T00:00:00Z', null],
  ['2026-12-05T00:00:00Z', 14],
  ['2026-11-28T00:00:00Z', 3],
  ['2026-11-26T00:00:00Z', 1],
  ['2026-11-25T00:00:00Z', null],
])('an end on %s is reminded of by the day %s before it', (end, due) => {
  expect(dueReminder(new Date(end), now)).toBe(due)
})

test('a channel that fell silent against its habit says so on its page and tells those who look after it, once', async () => {
  const place = await harness().newWorkspace()
  const { client } = place.owner
  const { id } = await client.channels.create({ kind: 'sandbox', name: 'Песочница', values: {} })
  const at = harness().clock.now()
  const began = Math.floor(at.getTime() / hour) * hour
  for (let back = 4; back < 28 * 24; back++)
    await storeEvent(harness().program.platform, place.id, {
      channelId: id,
      dedupKey: `e${back}`,
      body: Buffer.from('{"kind":"ping"}'),
      contentType: 'application/json',
      meta: {},
      receivedAt: new Date(began - back * hour),
    })
  await lookForSilence(harness().program.platform)
  await lookForSilence(harness().program.platform)
  expect((await client.channels.get({ id })).quietSince).toBe(new Date(began - 3 * hour).toISOString())
  await harness().drain()
  const { items } = await client.notices.list({})
  expect(items.filter(({ kind }) => kind === 'channel_warning')).toMatchObject([
    { who: 'Песочница', count: 1 },
  ])
  const rows = await harness().program.platform.database.owner.select().from(channels)
  expect(rows.find((row) => row.id === id)?.state).toBe('working')
})
