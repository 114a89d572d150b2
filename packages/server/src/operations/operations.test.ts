import { describe, expect, it } from 'vitest'
import { newId } from '../platform/ids.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { finishOperation, isCancelled, reportProgress, startOperation } from './index.ts'

const harness = useHarness()

function start(workspace: TestWorkspace) {
  return workspace.run(
    (ctx) => startOperation(ctx, { kind: 'channel.history', title: 'Почта', plan: { days: 30 } }),
    workspace.owner.actor,
  )
}

describe('long work', () => {
  it('shows how far it is and how it ended', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await start(workspace)
    expect((await client.operations.list()).items).toMatchObject([
      { id, state: 'waiting', done: 0, total: null, by: { name: 'Анна Ким' } },
    ])
    expect(
      await workspace.run((ctx) =>
        reportProgress(ctx, id, { done: 40, total: 100, outcome: { stored: 38, known: 2 } }),
      ),
    ).toBe(true)
    expect(await client.operations.get({ id })).toMatchObject({
      state: 'running',
      done: 40,
      total: 100,
      outcome: { stored: 38, known: 2 },
    })
    await workspace.run((ctx) => finishOperation(ctx, id))
    expect(await client.operations.get({ id })).toMatchObject({
      state: 'done',
      error: null,
      finishedAt: expect.any(String) as string,
    })
  })

  it('says in words why it failed', async () => {
    const workspace = await harness().newWorkspace()
    const { id } = await start(workspace)
    await workspace.run((ctx) => finishOperation(ctx, id, { error: 'Пароль не подошёл' }))
    expect(await workspace.owner.client.operations.get({ id })).toMatchObject({
      state: 'failed',
      error: 'Пароль не подошёл',
    })
  })

  it('that is cancelled hears of it at its next report and ends as cancelled', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const { id } = await start(workspace)
    await workspace.run((ctx) => reportProgress(ctx, id, { done: 1 }))
    await client.operations.cancel({ id })
    expect(await workspace.run((ctx) => isCancelled(ctx, id))).toBe(true)
    expect(await workspace.run((ctx) => reportProgress(ctx, id, { done: 2 }))).toBe(false)
    await workspace.run((ctx) => finishOperation(ctx, id))
    expect(await client.operations.get({ id })).toMatchObject({ state: 'cancelled', done: 1 })
    // Ended work stays as it ended.
    expect(await client.operations.cancel({ id })).toMatchObject({ state: 'cancelled' })
  })

  it('that has not begun ends at once when cancelled', async () => {
    const workspace = await harness().newWorkspace()
    const { id } = await start(workspace)
    expect(await workspace.owner.client.operations.cancel({ id })).toMatchObject({
      state: 'cancelled',
      finishedAt: expect.any(String) as string,
    })
  })

  it('leaves the list a day after it ended', async () => {
    const workspace = await harness().newWorkspace()
    const { id } = await start(workspace)
    await workspace.run((ctx) => finishOperation(ctx, id))
    harness().clock.advance(25 * 3600 * 1000)
    expect((await workspace.owner.client.operations.list()).items).toEqual([])
  })

  it('of another workspace does not exist; an analyst cannot stop it', async () => {
    const [mine, other] = await Promise.all([harness().newWorkspace(), harness().newWorkspace()])
    const { id } = await start(mine)
    await expect(other.owner.client.operations.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(other.owner.client.operations.cancel({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await other.owner.client.operations.list()).items).toEqual([])
    const analyst = await mine.join('analyst')
    await expect(analyst.client.operations.cancel({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(harness().stranger.operations.get({ id: newId() })).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
  })
})
