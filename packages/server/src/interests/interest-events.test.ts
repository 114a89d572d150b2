import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { useHarness } from '../test/harness.ts'
import { newInterest } from './interests.fixtures.ts'

const harness = useHarness({ jobs: false })

test('every change is told to the screens and stands in the history with its author', async () => {
  const place = await harness().newWorkspace()
  const { client, memberId } = await place.join('head', 'Глава')
  const maria = await place.join('manager', 'Мария')
  const id = await place.run((ctx) => newInterest(ctx))
  await client.interests.claim({ id })
  await client.interests.release({ id })
  await client.interests.assign({ id, memberId })
  await client.interests.handOver({ id, memberId: maria.memberId, note: 'Возьми' })
  await client.interests.update({ id, level: 'critical' })
  await client.interests.note({ id, text: 'Важно' })
  await client.interests.process({ id, way: 'reason', reason: 'Звонок' })
  await client.interests.reopen({ id })
  await client.interests.bulk({ selection: { ids: [id] }, action: { kind: 'level', level: 'junk' } })
  const before = v7({ msecs: harness().clock.now().getTime() - 1000 })
  const told = await harness().program.platform.live.since(place.id, before)
  expect(told?.map((event) => event.type)).toEqual([
    'interest.created',
    'interest.claimed',
    'interest.assigned',
    'interest.assigned',
    'interest.handed_over',
    'interest.changed',
    'interest.changed',
    'interest.processed',
    'interest.reopened',
    'interests.changed',
  ])
  const { items } = await client.interests.history({ id })
  expect(items.map((entry) => `${entry.action} ${entry.by.name}`).toReversed()).toEqual([
    'interest.created test',
    'interest.claimed Глава',
    'interest.released Глава',
    'interest.assigned Глава',
    'interest.handed_over Глава',
    'interest.changed Глава',
    'interest.noted Глава',
    'interest.processed Глава',
    'interest.reopened Глава',
    'interest.changed Глава',
  ])
})
