import { describe, expect, it } from 'vitest'
import { useHarness, type Harness, type TestWorkspace } from '../test/harness.ts'

describe('failed work', () => {
  const harness = useHarness({ jobs: false })

  it('is seen by its own workspace; work of the installation by owners alone', async () => {
    const mine = await harness().newWorkspace()
    const other = await harness().newWorkspace()
    const administrator = await mine.join('administrator')
    await addFailed(harness(), mine.id)
    await addFailed(harness(), other.id)
    await addFailed(harness(), null)
    const seen = async (client: TestWorkspace['owner']['client']) =>
      (await client.jobs.listFailed()).items.map(({ error, ofInstallation, payload }) => ({
        error,
        ofInstallation,
        payload,
      }))
    const own = { error: 'connection refused', ofInstallation: false, payload: { workspaceId: mine.id } }
    const shared = { error: 'connection refused', ofInstallation: true, payload: {} }
    expect(await seen(administrator.client)).toEqual([own])
    expect(await seen(mine.owner.client)).toEqual(expect.arrayContaining([own, shared]))
    expect(await seen(mine.owner.client)).toHaveLength(2)
    await expect((await mine.join('head')).client.jobs.listFailed()).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('is run again or given up, and the log remembers who did', async () => {
    const workspace = await harness().newWorkspace()
    const { client } = workspace.owner
    const again = await addFailed(harness(), workspace.id)
    const over = await addFailed(harness(), workspace.id)
    const stranger = await harness().newWorkspace()
    await expect(stranger.owner.client.jobs.retry({ id: again })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(stranger.owner.client.jobs.discard({ id: over })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await client.jobs.retry({ id: again })
    await client.jobs.discard({ id: over })
    const ids = (await client.jobs.listFailed()).items.map(({ id }) => id)
    expect(ids).not.toContain(again)
    expect(ids).not.toContain(over)
    expect(await stateOf(harness(), again)).toBe('retry')
    expect(await stateOf(harness(), over)).toBeUndefined()
    const log = await client.audit.list({ objectKind: 'job' })
    expect(log.items.map(({ action }) => action)).toEqual(['job.discarded', 'job.retried'])
    await expect(client.jobs.retry({ id: over })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

/** A job as the queue leaves it after its last try. */
async function addFailed(harness: Harness, workspaceId: string | null): Promise<string> {
  const { rows } = await harness.program.platform.database.pool.query<{ id: string }>(
    `insert into pgboss.job (name, data, state, retry_limit, retry_count, output, completed_on)
     values ('members.send-invitation', $1, 'failed', 2, 2, '{"message": "connection refused"}', now()) returning id`,
    [workspaceId ? { workspaceId } : {}],
  )
  return rows[0]?.id ?? ''
}

async function stateOf(harness: Harness, id: string): Promise<string | undefined> {
  const { rows } = await harness.program.platform.database.pool.query<{ state: string }>(
    'select state from pgboss.job where id = $1',
    [id],
  )
  return rows[0]?.state
}
