import { rolePermissions, type Permission } from '@otklik/contract'
import { describe, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { useHarness, type TestWorkspace } from '../test/harness.ts'
import { listAssignableMembers, memberBriefs } from './index.ts'

const day = 86_400_000
const newcomer = { name: 'Вера Лис', password: 'пароль новичка' }

describe('colleagues', () => {
  const harness = useHarness({ jobs: false })

  it('shows colleagues of the own workspace only', async () => {
    const workspace = await harness().newWorkspace()
    await workspace.join('analyst', 'Борис')
    await (await harness().newWorkspace()).join('manager', 'Чужой')
    const { items } = await workspace.owner.client.members.list()
    expect(items.map(({ name, role, openCount }) => ({ name, role, openCount }))).toEqual([
      { name: 'Анна Ким', role: 'owner', openCount: 0 },
      { name: 'Борис', role: 'analyst', openCount: 0 },
    ])
  })

  it('changes a role, and the rights change with the next request', async () => {
    const workspace = await harness().newWorkspace()
    const person = await workspace.join('manager')
    await expect(person.client.audit.list({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await workspace.owner.client.members.update({ id: person.memberId, role: 'head' })
    expect((await person.client.audit.list({ action: 'member.role_changed' })).items[0]).toMatchObject({
      before: { role: 'manager' },
      after: { role: 'head' },
      by: { name: 'Анна Ким' },
    })
  })

  it('switches access off at once and on again', async () => {
    const workspace = await harness().newWorkspace()
    const person = await workspace.join('manager')
    await workspace.owner.client.members.update({ id: person.memberId, disabled: true })
    await expect(person.client.members.list()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await person.client.workspaces.me()).workspace).toBeNull()
    await workspace.owner.client.members.update({ id: person.memberId, disabled: false })
    expect((await person.client.members.list()).items).toHaveLength(2)
  })

  it('keeps the last owner, also when two owners leave at the same moment', async () => {
    const workspace = await harness().newWorkspace()
    const { owner } = workspace
    await expect(owner.client.members.update({ id: owner.memberId, role: 'manager' })).rejects.toMatchObject({
      code: 'LAST_OWNER',
    })
    await expect(owner.client.members.update({ id: owner.memberId, disabled: true })).rejects.toMatchObject({
      code: 'LAST_OWNER',
    })
    const second = await workspace.join('owner')
    const both = await Promise.allSettled([
      owner.client.members.update({ id: owner.memberId, role: 'manager' }),
      second.client.members.update({ id: second.memberId, role: 'manager' }),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  it('lets only an owner make or change an owner', async () => {
    const workspace = await harness().newWorkspace()
    const administrator = await workspace.join('administrator')
    const { client } = administrator
    await expect(client.members.update({ id: administrator.memberId, role: 'owner' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(
      client.members.update({ id: workspace.owner.memberId, disabled: true }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(client.members.invite({ email: 'x@example.test', role: 'owner' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
    await expect(client.members.createPasswordLink({ id: workspace.owner.memberId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('lets a key hand out no role that may do more than the key', async () => {
    const place = await harness().newWorkspace()
    const manager = await place.join('manager')
    const analyst = await place.join('analyst')
    const keyFor = async (scopes: Permission[]) =>
      harness().withKey((await place.owner.client.apiKeys.create({ name: 'Кадры', scopes })).secret)
    const weak = await keyFor(['members.manage'])
    const refused = { code: 'FORBIDDEN' }
    for (const role of ['administrator', 'manager', 'analyst'] as const) {
      await expect(weak.members.invite({ email: 'new@example.test', role })).rejects.toMatchObject(refused)
    }
    const raise = { id: manager.memberId, role: 'administrator' as const }
    await expect(weak.members.update(raise)).rejects.toMatchObject(refused)
    expect(await weak.members.update({ id: manager.memberId, disabled: true })).toMatchObject({
      role: 'manager',
    })
    await expect(weak.members.update({ id: manager.memberId, disabled: false })).rejects.toMatchObject(
      refused,
    )
    const enough = await keyFor(['members.manage', ...rolePermissions.analyst])
    expect(await enough.members.invite({ email: 'new@example.test', role: 'analyst' })).toMatchObject({
      role: 'analyst',
    })
    await expect(
      enough.members.update({ id: analyst.memberId, role: 'quality_control' }),
    ).rejects.toMatchObject(refused)
  })

  it('does not reach colleagues of another workspace', async () => {
    const mine = await harness().newWorkspace()
    const other = await (await harness().newWorkspace()).join('manager')
    await expect(
      mine.owner.client.members.update({ id: other.memberId, role: 'head' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(
      mine.owner.client.members.setAbsence({ id: other.memberId, absentUntil: null }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(mine.owner.client.members.createPasswordLink({ id: other.memberId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('gives cards only to those who work and are here', async () => {
    const workspace = await harness().newWorkspace()
    const here = await workspace.join('manager', 'Здесь')
    const away = await workspace.join('manager', 'Отошёл')
    const ill = await workspace.join('manager', 'Болеет')
    const gone = await workspace.join('manager', 'Уволен')
    await workspace.join('analyst', 'Смотрит')
    await workspace.join('quality_control', 'Проверяет')
    await away.client.members.setPresence({ presence: 'away' })
    const until = new Date(harness().clock.now().getTime() + day).toISOString()
    await workspace.owner.client.members.setAbsence({ id: ill.memberId, absentUntil: until })
    await workspace.owner.client.members.update({ id: gone.memberId, disabled: true })
    expect(await assignable(workspace)).toEqual(['Анна Ким', 'Здесь'])
    harness().clock.advance(2 * day)
    expect(await assignable(workspace)).toEqual(['Анна Ким', 'Здесь', 'Болеет'])
    const briefs = await workspace.run((ctx) =>
      memberBriefs(ctx, [here.memberId, gone.memberId, workspace.id]),
    )
    expect([...briefs.values()].map(({ name }) => name).toSorted()).toEqual(['Здесь', 'Уволен'])
  })
})

describe('invitations', () => {
  const harness = useHarness({ jobs: false })

  it('brings a new person in by a link that works once', async () => {
    const workspace = await harness().newWorkspace('Мастерская')
    const invitation = await workspace.owner.client.members.invite({
      email: 'Vera@Example.test',
      role: 'manager',
    })
    const token = tokenOf(invitation.url)
    const { stranger } = harness()
    expect(await stranger.members.readInvitation({ token })).toEqual({
      workspaceName: 'Мастерская',
      email: 'vera@example.test',
      role: 'manager',
      invitedBy: 'Анна Ким',
      hasAccount: false,
    })
    await expect(stranger.members.acceptInvitation({ token })).rejects.toMatchObject({ code: 'INVALID' })
    const tries = await Promise.allSettled(
      [1, 2].map(() => stranger.members.acceptInvitation({ token, ...newcomer })),
    )
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    await expect(stranger.members.readInvitation({ token })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const browser = openBrowser(harness())
    await browser.post('/api/auth/sign-in/email', { email: 'vera@example.test', password: newcomer.password })
    expect(await (await browser.fetch('/api/v1/me')).json()).toMatchObject({
      workspace: { name: 'Мастерская' },
      member: { role: 'manager' },
    })
    await expect(
      workspace.owner.client.members.invite({ email: 'vera@example.test', role: 'head' }),
    ).rejects.toMatchObject({ code: 'ALREADY_MEMBER' })
  })

  it('adds the workspace to an account that exists, for its holder only', async () => {
    const first = await harness().newWorkspace('Первая')
    const second = await harness().newWorkspace('Вторая')
    const person = await first.join('manager')
    const { email } = (await person.client.workspaces.me()).user
    const token = tokenOf((await second.owner.client.members.invite({ email, role: 'analyst' })).url)
    await expect(harness().stranger.members.acceptInvitation({ token, ...newcomer })).rejects.toMatchObject({
      code: 'SIGN_IN_FIRST',
    })
    await expect(first.owner.client.members.acceptInvitation({ token })).rejects.toMatchObject({
      code: 'INVITATION_FOR_ANOTHER',
    })
    await person.client.members.acceptInvitation({ token })
    expect((await person.client.workspaces.me()).workspaces.map(({ name, role }) => [name, role])).toEqual([
      ['Вторая', 'analyst'],
      ['Первая', 'manager'],
    ])
  })

  it('stops working when withdrawn, replaced or after seven days', async () => {
    const workspace = await harness().newWorkspace()
    const { members } = workspace.owner.client
    const first = await members.invite({ email: 'late@example.test', role: 'manager' })
    const second = await members.invite({ email: 'late@example.test', role: 'head' })
    expect((await members.listInvitations()).items.map(({ role, url }) => [role, url])).toEqual([
      ['head', null],
    ])
    await expect(
      harness().stranger.members.readInvitation({ token: tokenOf(first.url) }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    harness().clock.advance(7 * day + 1000)
    await expect(
      harness().stranger.members.readInvitation({ token: tokenOf(second.url) }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await members.listInvitations()).items).toEqual([])
    const third = await members.invite({ email: 'late@example.test', role: 'head' })
    await members.revokeInvitation({ id: third.id })
    await expect(
      harness().stranger.members.acceptInvitation({ token: tokenOf(third.url), ...newcomer }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('keeps no link in the database', async () => {
    const workspace = await harness().newWorkspace()
    const token = tokenOf(
      (await workspace.owner.client.members.invite({ email: 'secret@example.test', role: 'manager' })).url,
    )
    const { rows } = await harness().program.platform.database.pool.query<{ dump: string }>(
      `select (select string_agg(i::text, '') from invitations i) || (select string_agg(t::text, '') from tokens t) || (select string_agg(a::text, '') from audit_entries a) as dump`,
    )
    expect(rows[0]?.dump).toContain('secret@example.test')
    expect(rows[0]?.dump).not.toContain(token)
  })
})

describe('a colleague who cannot sign in', () => {
  const harness = useHarness({ jobs: false })

  it('gets a one-time link from the administrator', async () => {
    const workspace = await harness().newWorkspace()
    const token = tokenOf(
      (await workspace.owner.client.members.invite({ email: 'forgot@example.test', role: 'manager' })).url,
    )
    await harness().stranger.members.acceptInvitation({ token, ...newcomer })
    const { items } = await workspace.owner.client.members.list()
    const id = items.find(({ email }) => email === 'forgot@example.test')?.id ?? ''
    const link = new URL((await workspace.owner.client.members.createPasswordLink({ id })).url)
    const set = { token: link.searchParams.get('token'), newPassword: 'совсем новый пароль' }
    const browser = openBrowser(harness())
    expect((await browser.post('/api/auth/reset-password', set)).status).toBe(200)
    expect((await browser.post('/api/auth/reset-password', set)).status).toBe(400)
    expect(
      (
        await browser.post('/api/auth/sign-in/email', {
          email: 'forgot@example.test',
          password: newcomer.password,
        })
      ).status,
    ).toBe(401)
    expect(
      (
        await browser.post('/api/auth/sign-in/email', {
          email: 'forgot@example.test',
          password: set.newPassword,
        })
      ).status,
    ).toBe(200)
  })

  it('is not handed over to an administrator of only one of their workspaces', async () => {
    const mine = await harness().newWorkspace()
    const theirs = await harness().newWorkspace()
    const person = await theirs.join('manager')
    const { email } = (await person.client.workspaces.me()).user
    await person.client.members.acceptInvitation({
      token: tokenOf((await mine.owner.client.members.invite({ email, role: 'analyst' })).url),
    })
    const { items } = await mine.owner.client.members.list()
    const id = items.find((member) => member.email === email)?.id ?? ''
    await expect(mine.owner.client.members.createPasswordLink({ id })).rejects.toMatchObject({
      code: 'WORKS_ELSEWHERE',
    })
    await expect(mine.owner.client.members.removeSecondFactor({ id })).rejects.toMatchObject({
      code: 'WORKS_ELSEWHERE',
    })
  })
})

async function assignable(workspace: TestWorkspace): Promise<string[]> {
  return workspace.run(async (ctx) => (await listAssignableMembers(ctx)).map(({ name }) => name))
}

function tokenOf(url: string | null): string {
  return url?.split('/').at(-1) ?? ''
}
