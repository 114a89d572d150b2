import { readProblem } from '@otklik/contract'
import { describe, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { useHarness } from '../test/harness.ts'

const owner = {
  name: 'Ольга Речная',
  email: 'Olga@Example.test',
  password: 'совсем не секрет',
  workspaceName: 'Пекарня «Заря»',
  timeZone: 'Asia/Yekaterinburg',
  goals: ['control_staff'],
}

describe('first run', () => {
  const harness = useHarness({ jobs: false })

  it('makes exactly one owner even when several people press the button at once', async () => {
    const { stranger } = harness()
    expect(await stranger.workspaces.setup()).toMatchObject({ needsOwner: true, mail: false })
    const tries = await Promise.allSettled(
      [1, 2, 3].map((n) => stranger.workspaces.createOwner({ ...owner, email: `o${n}@example.test` })),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const refusals = tries
      .filter((one) => one.status === 'rejected')
      .map(({ reason }) => readProblem(reason)?.code)
    expect(refusals).toEqual(['ALREADY_SET_UP', 'ALREADY_SET_UP'])
    expect(await stranger.workspaces.setup()).toMatchObject({ needsOwner: false })
    await expect(stranger.workspaces.createOwner(owner)).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
  })

  it('lets the new owner sign in by password and see the workspace', async () => {
    const browser = openBrowser(harness())
    const winner = await harness().program.platform.database.pool.query<{ email: string }>(
      'select email from users',
    )
    const email = winner.rows[0]?.email ?? ''
    const answer = await browser.post('/api/auth/sign-in/email', {
      email: email.toUpperCase(),
      password: owner.password,
    })
    expect(answer.status).toBe(200)
    const me: unknown = await (await browser.fetch('/api/v1/me')).json()
    expect(me).toMatchObject({
      user: { name: owner.name, email, twoFactor: false },
      workspace: { name: owner.workspaceName, timeZone: 'Asia/Yekaterinburg', goals: ['control_staff'] },
      member: { role: 'owner', presence: 'present' },
      workspaces: [{ name: owner.workspaceName, role: 'owner', unanswered: 0 }],
    })
    expect(me).toHaveProperty('permissions', expect.arrayContaining(['members.manage']))
  })

  it('says which field is wrong', async () => {
    const { stranger } = harness()
    await expect(stranger.workspaces.createOwner({ ...owner, password: 'short' })).rejects.toMatchObject({
      status: 400,
    })
  })

  it.each(['Mars/Olympus', '+05:00', ''])('does not count days by «%s»', async (timeZone) => {
    const { stranger } = harness()
    await expect(stranger.workspaces.createOwner({ ...owner, timeZone })).rejects.toMatchObject({
      status: 400,
      data: { issues: [{ path: ['timeZone'] }] },
    })
  })
})

describe('workspaces of a person', () => {
  const harness = useHarness({ jobs: false })

  it('opens a second workspace and switches by header', async () => {
    const first = await harness().newWorkspace('Первая')
    const made = await first.owner.client.workspaces.create({ name: 'Вторая', timeZone: 'Europe/Moscow' })
    const me = await first.owner.client.workspaces.me()
    expect(me.workspace?.name).toBe('Первая')
    expect(me.workspaces.map(({ name }) => name)).toEqual(['Вторая', 'Первая'])
    const there = await first.owner.request('/api/v1/me', { headers: { 'otklik-workspace': made.id } })
    expect(await there.json()).toMatchObject({ workspace: { name: 'Вторая' }, member: { role: 'owner' } })
  })

  it('does not let a manager open workspaces', async () => {
    const workspace = await harness().newWorkspace()
    const manager = await workspace.join('manager')
    await expect(manager.client.workspaces.create({ name: 'Своя', timeZone: 'UTC' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('changes the workspace and keeps what it was', async () => {
    const workspace = await harness().newWorkspace('Старое имя')
    expect(await workspace.owner.client.workspaces.update({ name: 'Новое имя' })).toMatchObject({
      name: 'Новое имя',
    })
    const other = await harness().newWorkspace('Чужое')
    expect((await other.owner.client.workspaces.me()).workspace?.name).toBe('Чужое')
    const log = await workspace.owner.client.audit.list({ action: 'workspace.changed' })
    expect(log.items[0]).toMatchObject({ before: { name: 'Старое имя' }, after: { name: 'Новое имя' } })
  })

  it('renames the person in every workspace', async () => {
    const first = await harness().newWorkspace('Раз')
    const second = await first.owner.client.workspaces.create({ name: 'Два', timeZone: 'UTC' })
    await first.owner.client.workspaces.updateMe({ name: 'Анна Новая', locale: 'en' })
    const there = await first.owner.request('/api/v1/members', { headers: { 'otklik-workspace': second.id } })
    expect(await there.json()).toMatchObject({ items: [{ name: 'Анна Новая' }] })
    expect((await first.owner.client.workspaces.me()).user.locale).toBe('en')
  })
})
