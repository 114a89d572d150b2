import { expect, test } from 'vitest'
import { useHarness } from '../test/harness.ts'

const harness = useHarness()

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
  const last = '00000000-0000-7000-8000-000000000000'
  expect(await harness().program.platform.live.since(here.id, last)).toEqual([])
})

test('the stream is closed to strangers', async () => {
  expect((await harness().request('/api/v1/live')).status).toBe(401)
})
