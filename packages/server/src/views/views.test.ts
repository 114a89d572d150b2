import { expect, test } from 'vitest'
import { useHarness } from '../test/harness.ts'

const harness = useHarness()
const query = { filter: { tab: 'unanswered' as const, sourceType: ['vk'] }, order: 'urgent' as const }

test('my view is mine; the team sees what a head shares', async () => {
  const { owner, join } = await harness().newWorkspace()
  const manager = await join('manager')
  await manager.client.views.create({ name: 'Мой ВК', query })
  await owner.client.views.create({ name: 'Общий', shared: true, query })
  expect(
    (await manager.client.views.list()).items.map((view) => [view.name, view.shared, view.mine]),
  ).toEqual([
    ['Мой ВК', false, true],
    ['Общий', true, false],
  ])
  expect((await owner.client.views.list()).items.map((view) => view.name)).toEqual(['Общий'])
})

test('a manager neither shares nor changes the team’s view', async () => {
  const { owner, join } = await harness().newWorkspace()
  const manager = await join('manager')
  const shared = await owner.client.views.create({ name: 'Общий', shared: true, query })
  await expect(manager.client.views.create({ name: 'Всем', shared: true, query })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(manager.client.views.remove({ id: shared.id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('somebody else’s view does not exist for me', async () => {
  const { owner, join } = await harness().newWorkspace()
  const manager = await join('manager')
  const view = await manager.client.views.create({ name: 'Личный', query })
  await expect(owner.client.views.update({ id: view.id, name: 'Чужой' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  const renamed = await manager.client.views.update({ id: view.id, name: 'Новый' })
  expect(renamed).toMatchObject({ name: 'Новый', query: { order: 'urgent' } })
})
