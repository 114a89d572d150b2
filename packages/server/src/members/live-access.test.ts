import { expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'

const harness = useHarness({ jobs: false })

it('ends the live stream of somebody whose access is closed, and only theirs', async () => {
  const workspace = await harness().newWorkspace()
  const person = await workspace.join('manager')
  const colleague = await workspace.join('manager')
  const theirs = await person.request('/api/v1/live')
  const stays = await colleague.request('/api/v1/live')
  const { live } = harness().program.platform
  expect([theirs.status, stays.status, live.count()]).toEqual([200, 200, 2])
  await workspace.owner.client.members.update({ id: person.memberId, disabled: true })
  expect(await theirs.text()).toContain('member.changed')
  expect(live.count()).toBe(1)
  expect((await person.request('/api/v1/live')).status).toBe(404)
  await stays.body?.cancel()
})
