import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openBrowser, type Browser } from '../test/browser.ts'
import { useHarness, type Harness, type TestWorkspace } from '../test/harness.ts'
import { createAccount } from './index.ts'
import { members } from '../members/members.table.ts'
import { newId } from '../platform/ids.ts'

const SessionList = z.object({ items: z.array(z.object({ id: z.string(), current: z.boolean() })) })
const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })

const password = 'длинный пароль 1'

describe('signing in', () => {
  const harness = useHarness({ env: { OTKLIK_TRUST_PROXY: 'true' } })

  it('takes the password, refuses a wrong one without saying which part was wrong', async () => {
    const person = await addPerson(harness())
    const wrong = await openBrowser(harness(), peer(1)).post('/api/auth/sign-in/email', {
      email: person.email,
      password: 'не тот пароль',
    })
    const nobody = await openBrowser(harness(), peer(2)).post('/api/auth/sign-in/email', {
      email: 'nobody@example.test',
      password,
    })
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    expect(await wrong.json()).toEqual(await nobody.json())
    const browser = await signIn(harness(), person.email, 3)
    expect((await browser.fetch('/api/v1/me')).status).toBe(200)
  })

  it('does not let strangers make accounts', async () => {
    const answer = await openBrowser(harness()).post('/api/auth/sign-up/email', {
      name: 'Чужой',
      email: 'stranger@example.test',
      password,
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    const { rows } = await harness().program.platform.database.pool.query(
      `select 1 from users where email = 'stranger@example.test'`,
    )
    expect(rows).toHaveLength(0)
  })

  it('asks for the code when the second factor is on, and takes each backup code once', async () => {
    const person = await addPerson(harness())
    const { backupCodes, secret } = await switchOnSecondFactor(harness(), person.email)
    const browser = openBrowser(harness(), peer(11))
    const first = await browser.post('/api/auth/sign-in/email', { email: person.email, password })
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
    expect((await browser.fetch('/api/v1/me')).status).toBe(401)
    expect((await browser.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect((await browser.post('/api/auth/two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
    expect(await (await browser.fetch('/api/v1/me')).json()).toMatchObject({ user: { twoFactor: true } })
    const code = backupCodes[0] ?? ''
    expect(await signInByBackup(harness(), person.email, code, 12)).toBe(200)
    expect(await signInByBackup(harness(), person.email, code, 13)).toBe(401)
    expect((await browser.post('/api/auth/sign-out', {})).status).toBe(200)
    const log = await person.workspace.owner.client.audit.list({ objectKind: 'account' })
    expect(log.items.map(({ action }) => action)).toEqual([
      'account.signed_out',
      'account.signed_in_by_backup_code',
      'account.signed_in',
      'account.second_factor_added',
      'account.signed_in',
    ])
  })

  it('slows down guessing and says how long to wait; another address is not hindered', async () => {
    const person = await addPerson(harness())
    const guesser = openBrowser(harness(), peer(21))
    const statuses: number[] = []
    for (let attempt = 0; attempt < 12; attempt++) {
      statuses.push(
        (
          await guesser.post('/api/auth/sign-in/email', {
            email: person.email,
            password: `guess number ${attempt}`,
          })
        ).status,
      )
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
    expect(statuses.slice(10)).toEqual([429, 429])
    const told = await guesser.post('/api/auth/sign-in/email', { email: person.email, password })
    expect(Number(told.headers.get('x-retry-after'))).toBeGreaterThan(0)
    await signIn(harness(), person.email, 22)
  })

  it('ends sessions one by one and everywhere else, never those of others', async () => {
    const person = await addPerson(harness())
    const here = await signIn(harness(), person.email, 31)
    const phone = await signIn(harness(), person.email, 32)
    const stranger = await signIn(harness(), (await addPerson(harness())).email, 33)
    const { items: list } = SessionList.parse(await (await here.fetch('/api/v1/me/sessions')).json())
    expect(list).toHaveLength(2)
    expect(list.filter((session) => session.current)).toHaveLength(1)
    const other = list.find((session) => !session.current)
    expect((await stranger.fetch(`/api/v1/me/sessions/${other?.id}`, { method: 'DELETE' })).status).toBe(404)
    expect((await here.fetch(`/api/v1/me/sessions/${other?.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await phone.fetch('/api/v1/me')).status).toBe(401)
    const third = await signIn(harness(), person.email, 34)
    expect(await (await here.fetch('/api/v1/me/sessions', { method: 'DELETE' })).json()).toEqual({ ended: 1 })
    expect((await third.fetch('/api/v1/me')).status).toBe(401)
    expect((await here.fetch('/api/v1/me')).status).toBe(200)
  })

  it('changes the password and keeps the change in the log', async () => {
    const person = await addPerson(harness())
    const browser = await signIn(harness(), person.email, 41)
    const next = 'ещё длиннее пароль'
    const answer = await browser.post('/api/auth/change-password', {
      currentPassword: password,
      newPassword: next,
      revokeOtherSessions: true,
    })
    expect(answer.status).toBe(200)
    expect(
      (
        await openBrowser(harness(), peer(42)).post('/api/auth/sign-in/email', {
          email: person.email,
          password,
        })
      ).status,
    ).toBe(401)
    const log = await person.workspace.owner.client.audit.list({ objectKind: 'account' })
    expect(log.items.map(({ action, by }) => [action, by.name])).toEqual([
      ['account.password_changed', 'Пётр Ильин'],
      ['account.signed_in', 'Пётр Ильин'],
    ])
    expect(log.items[0]?.ip).toBe('10.0.0.41')
  })

  it('refuses a request made by a page of another site', async () => {
    const person = await addPerson(harness())
    const browser = await signIn(harness(), person.email, 51)
    const answer = await browser.fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.status).toBe(403)
    expect((await browser.fetch('/api/v1/me')).status).toBe(200)
  })
})

interface Person {
  email: string
  workspace: TestWorkspace
}

async function addPerson(harness: Harness): Promise<Person> {
  const workspace = await harness.newWorkspace()
  const { platform } = harness.program
  const email = `${newId()}@example.test`
  await platform.database.asOwner(async (db) => {
    const user = await createAccount(db, { name: 'Пётр Ильин', email, password, locale: 'ru' }, new Date())
    await db.insert(members).values({
      workspaceId: workspace.id,
      id: newId(),
      userId: user.id,
      name: user.name,
      role: 'manager',
      createdAt: new Date(),
    })
  })
  return { email, workspace }
}

function peer(n: number): Record<string, string> {
  return { 'x-forwarded-for': `10.0.0.${n}` }
}

async function signIn(harness: Harness, email: string, n: number): Promise<Browser> {
  const browser = openBrowser(harness, peer(n))
  const answer = await browser.post('/api/auth/sign-in/email', { email, password })
  expect(answer.status).toBe(200)
  return browser
}

async function signInByBackup(harness: Harness, email: string, code: string, n: number): Promise<number> {
  const browser = openBrowser(harness, peer(n))
  await browser.post('/api/auth/sign-in/email', { email, password })
  return (await browser.post('/api/auth/two-factor/verify-backup-code', { code })).status
}

async function switchOnSecondFactor(
  harness: Harness,
  email: string,
): Promise<{ secret: string; backupCodes: string[] }> {
  const browser = await signIn(harness, email, 10)
  const enabled = Enabled.parse(
    await (await browser.post('/api/auth/two-factor/enable', { password })).json(),
  )
  const secret = new URL(enabled.totpURI).searchParams.get('secret') ?? ''
  expect((await browser.post('/api/auth/two-factor/verify-totp', { code: totp(secret) })).status).toBe(200)
  return { secret, backupCodes: enabled.backupCodes }
}

/** RFC 6238 with the common choices: SHA-1, 30 seconds, six digits. */
function totp(base32: string): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', decodeBase32(base32)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function decodeBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
