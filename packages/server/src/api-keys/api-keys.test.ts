import { describe, expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'

describe('keys of programs', () => {
  const harness = useHarness({ jobs: false })

  it('does what its scopes allow, in its own workspace, until revoked', async () => {
    const workspace = await harness().newWorkspace()
    const { apiKeys } = workspace.owner.client
    const made = await apiKeys.create({ name: 'Сайт', scopes: ['members.read'] })
    expect(made.secret).toMatch(/^otk_[\w-]{40,}$/)
    const program = harness().withKey(made.secret)
    expect((await program.members.list()).items).toHaveLength(1)
    await expect(program.audit.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(program.workspaces.me()).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const other = await harness().newWorkspace()
    const there = await harness().request('/api/v1/members', {
      headers: { authorization: `Bearer ${made.secret}`, 'otklik-workspace': other.id },
    })
    expect(await there.json()).toMatchObject({ items: [{ id: workspace.owner.memberId }] })
    await expect(other.owner.client.apiKeys.revoke({ id: made.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await apiKeys.revoke({ id: made.id })
    await expect(program.members.list()).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })

  it('is shown once and kept as a hash', async () => {
    const workspace = await harness().newWorkspace()
    const made = await workspace.owner.client.apiKeys.create({ name: 'Выгрузка', scopes: ['reports.read'] })
    const { items } = await workspace.owner.client.apiKeys.list()
    expect(items).toEqual([
      expect.objectContaining({
        name: 'Выгрузка',
        prefix: made.secret.slice(0, 8),
        createdBy: 'Анна Ким',
        lastUsedAt: null,
      }),
    ])
    expect(JSON.stringify(items)).not.toContain(made.secret)
    const { rows } = await harness().program.platform.database.pool.query<{ dump: string }>(
      `select string_agg(t::text, '') as dump from tokens t`,
    )
    expect(rows[0]?.dump).not.toContain(made.secret)
  })

  it('remembers its last use to the minute', async () => {
    const workspace = await harness().newWorkspace()
    const made = await workspace.owner.client.apiKeys.create({ name: 'Частый', scopes: ['members.read'] })
    const used = async () => (await workspace.owner.client.apiKeys.list()).items[0]?.lastUsedAt
    await harness().withKey(made.secret).members.list()
    const first = await used()
    harness().clock.advance(30_000)
    await harness().withKey(made.secret).members.list()
    expect(await used()).toBe(first)
    harness().clock.advance(31_000)
    await harness().withKey(made.secret).members.list()
    expect(await used()).not.toBe(first)
  })

  it('cannot make a key stronger than itself', async () => {
    const workspace = await harness().newWorkspace()
    const made = await workspace.owner.client.apiKeys.create({ name: 'Ключник', scopes: ['apiKeys.manage'] })
    const keeper = harness().withKey(made.secret)
    await expect(
      keeper.apiKeys.create({ name: 'Сильный', scopes: ['members.manage'] }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(await keeper.apiKeys.create({ name: 'Равный', scopes: ['apiKeys.manage'] })).toMatchObject({
      scopes: ['apiKeys.manage'],
    })
  })

  it('made by a key, answers to the same person and ends with their access', async () => {
    const place = await harness().newWorkspace()
    const administrator = await place.join('administrator', 'Глеб')
    const parent = await administrator.client.apiKeys.create({
      name: 'Ключник',
      scopes: ['apiKeys.manage', 'members.read'],
    })
    const child = await harness()
      .withKey(parent.secret)
      .apiKeys.create({ name: 'Дитя', scopes: ['members.read'] })
    expect(child.createdBy).toBe('Глеб')
    expect((await harness().withKey(child.secret).members.list()).items).toHaveLength(2)
    await place.owner.client.members.update({ id: administrator.memberId, disabled: true })
    await expect(harness().withKey(child.secret).members.list()).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
    })
  })

  it('a key can do no more than its maker can today', async () => {
    const place = await harness().newWorkspace()
    const administrator = await place.join('administrator')
    const key = await administrator.client.apiKeys.create({
      name: 'Журнал',
      scopes: ['interests.read', 'audit.read'],
    })
    const client = harness().withKey(key.secret)
    expect((await client.audit.list({})).items.length).toBeGreaterThan(0)
    await place.owner.client.members.update({ id: administrator.memberId, role: 'manager' })
    await expect(client.audit.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await client.interests.list({})).items).toEqual([])
    await place.owner.client.members.update({ id: administrator.memberId, disabled: true })
    await expect(client.interests.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  })
})
