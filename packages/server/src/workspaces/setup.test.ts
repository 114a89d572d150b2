import { readProblem } from '@otklik/contract'
import { describe, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { useHarness } from '../test/harness.ts'
import { firstRunNotice } from './index.ts'

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

describe.each([
  ['listens beyond this machine', { HOST: '0.0.0.0' }],
  ['has a public address', { OTKLIK_URL: 'https://crm.example.test' }],
  ['stands behind a proxy', { OTKLIK_TRUST_PROXY: 'true' }],
])('first run of a program that %s', (_name, env: Record<string, string>) => {
  const harness = useHarness({ jobs: false, env })

  it('takes the first owner only with the code of its terminal', async () => {
    const { stranger, program } = harness()
    expect(await stranger.workspaces.setup()).toMatchObject({ needsOwner: true, needsCode: true })
    const notice = (await firstRunNotice(program.platform)) ?? ''
    const code = /([A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4})/.exec(notice)?.[1] ?? ''
    for (const wrong of [undefined, 'AAAA-AAAA-AAAA', code.slice(1)]) {
      await expect(stranger.workspaces.createOwner({ ...owner, code: wrong })).rejects.toMatchObject({
        code: 'FIRST_RUN_CODE',
        status: 403,
      })
    }
    const typed = ` ${code.toLowerCase().replaceAll('-', '')} `
    expect(await stranger.workspaces.createOwner({ ...owner, code: typed })).toHaveProperty('workspaceId')
    expect(await stranger.workspaces.setup()).toMatchObject({ needsOwner: false, needsCode: false })
    expect(await firstRunNotice(program.platform)).toBeNull()
  })
})

describe('first run on this machine', () => {
  const harness = useHarness({ jobs: false })

  async function first(url: string, headers: Record<string, string>, contentType: string): Promise<Response> {
    const body =
      contentType === 'application/json'
        ? JSON.stringify(owner)
        : new URLSearchParams({ ...owner, goals: '' })
    const init = { method: 'POST', body, headers: { 'content-type': contentType, ...headers } }
    return harness().program.http.fetch(new Request(`${url}/api/v1/setup/owner`, init))
  }

  it('is not made by a page of another site, nor under a name that leads here by a trick', async () => {
    const form = 'application/x-www-form-urlencoded'
    const here = 'http://127.0.0.1:3000'
    for (const foreign of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      expect((await first(here, foreign, form)).status).toBe(403)
      expect((await first(here, foreign, 'application/json')).status).toBe(403)
    }
    const own = { 'sec-fetch-site': 'same-origin' }
    const rebound = await first('http://evil.example:3000', own, 'application/json')
    expect(await rebound.json()).toMatchObject({ code: 'FIRST_RUN_CODE' })
    expect(await harness().stranger.workspaces.setup()).toMatchObject({ needsOwner: true, needsCode: false })
    expect((await first('http://localhost:3000', own, 'application/json')).status).toBe(200)
  })
})

describe('first run at a door that many try', () => {
  const harness = useHarness({ jobs: false, env: { OTKLIK_TRUST_PROXY: 'true' } })

  it('holds up the address that guesses, and nobody else', async () => {
    const guess = async (ip: string) => {
      const body = JSON.stringify({ ...owner, code: 'AAAA-AAAA-AAAA' })
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': ip }
      return (await harness().request('/api/v1/setup/owner', { method: 'POST', body, headers })).status
    }
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) statuses.push(await guess('203.0.113.5'))
    expect(statuses).toEqual([...Array<number>(10).fill(403), 429, 429])
    expect(await guess('203.0.113.6')).toBe(403)
    harness().clock.advance(60_000)
    expect(await guess('203.0.113.5')).toBe(403)
  })

  it('holds up whoever tries invitations', async () => {
    const tryLink = async (ip: string) => {
      const path = '/api/v1/invitations/by-token/AAAAAAAAAAAAAAAAAAAAAAAA'
      return (await harness().request(path, { headers: { 'x-forwarded-for': ip } })).status
    }
    for (let n = 0; n < 20; n++) expect(await tryLink('203.0.113.5')).toBe(404)
    expect(await tryLink('203.0.113.5')).toBe(429)
    const accept = await harness().request(
      '/api/v1/invitations/by-token/AAAAAAAAAAAAAAAAAAAAAAAA/acceptance',
      {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.5' },
      },
    )
    expect(accept.status).toBe(429)
    expect(await tryLink('203.0.113.6')).toBe(404)
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
