import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { liveEvents } from './live-events.table.ts'
import { newId } from './ids.ts'

const harness = useHarness()

/** Id of an event of so long ago. */
function idOf(agoMs: number): string {
  return v7({ msecs: harness().clock.now().getTime() - agoMs })
}

const hour = 3_600_000

test('an event is heard in its workspace once it is committed, and nowhere else', async () => {
  const here = await harness().newWorkspace()
  const elsewhere = await harness().newWorkspace()
  const heard: string[] = []
  const foreign: string[] = []
  const { live } = harness().program.platform
  live.join({
    workspaceId: here.id,
    memberId: null,
    send: (event) => heard.push(event.type),
    resync: () => undefined,
  })
  live.join({
    workspaceId: elsewhere.id,
    memberId: null,
    send: (event) => foreign.push(event.type),
    resync: () => undefined,
  })
  await here.run((ctx) => ctx.events.emit({ type: 'interests.changed', data: { count: 1 } }))
  await expect.poll(() => heard).toEqual(['interests.changed'])
  expect(foreign).toEqual([])
})

test('a transaction that fails says nothing', async () => {
  const here = await harness().newWorkspace()
  await expect(
    here.run(async (ctx) => {
      await ctx.events.emit({ type: 'interests.changed', data: { count: 1 } })
      throw new Error('broken')
    }),
  ).rejects.toThrow('broken')
  expect(await harness().program.platform.live.since(here.id, idOf(0))).toEqual([])
})

test('the stream is closed to strangers', async () => {
  expect((await harness().request('/api/v1/live')).status).toBe(401)
})

/** What a stream says before its first silence. */
async function firstWords(place: TestWorkspace, lastEventId: string): Promise<string> {
  const stream = await place.owner.request('/api/v1/live', { headers: { 'last-event-id': lastEventId } })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  await expect
    .poll(async () => {
      said += (await reader?.read())?.value ?? ''
      return said
    })
    .toMatch(/(data: .*\n\n)/)
  await reader?.cancel()
  return said
}

async function addEvents(place: TestWorkspace, count: number): Promise<void> {
  const at = harness().clock.now()
  const row = { workspaceId: place.id, at, type: 'interests.changed' as const, data: { count: 1 } }
  await place.run((ctx) =>
    ctx.db.insert(liveEvents).values(Array.from({ length: count }, () => ({ ...row, id: newId() }))),
  )
}

test('who missed up to a thousand events gets them, who missed more reads anew', async () => {
  const place = await harness().newWorkspace()
  await addEvents(place, 1000)
  expect(await harness().program.platform.live.since(place.id, idOf(hour))).toHaveLength(1000)
  expect(await firstWords(place, idOf(hour))).toContain('"interests.changed"')
  await addEvents(place, 1)
  const said = await firstWords(place, idOf(hour))
  expect(said).toContain('event: resync')
  expect(said).not.toContain('interests.changed')
  // The next time it asks from the moment it was told to read anew.
  const told = /id: (\S+)\nevent: resync/.exec(said)?.[1] ?? ''
  expect(new Set([told.length, told > idOf(0)])).toEqual(new Set([36, true]))
})

test.each([
  ['a day ago', () => idOf(25 * hour)],
  ['never, but says so', () => 'nonsense'],
])('who was here %s reads everything anew', async (_name, lastId) => {
  const place = await harness().newWorkspace()
  await addEvents(place, 1)
  expect(await firstWords(place, lastId())).toContain('event: resync')
  expect(await harness().program.platform.live.since(place.id, idOf(23 * hour))).toHaveLength(1)
})
