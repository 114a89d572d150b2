import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { useHarness } from '../test/harness.ts'
import { sessions } from './accounts.table.ts'
import { createSessionUnchecked } from './auth.ts'
import { findSession } from './find-session.ts'

const harness = useHarness({ jobs: false })

async function signIn() {
  const { program, newWorkspace } = harness()
  const { owner } = await newWorkspace()
  const cookie = await createSessionUnchecked(program.auth, owner.userId)
  const find = (text: string) =>
    findSession(program.auth, program.platform.database, new Headers({ cookie: text }))
  return { owner, cookie, find, db: program.platform.database.owner }
}

describe('whose a session cookie is', () => {
  it('knows the person among other cookies', async () => {
    const { owner, cookie, find } = await signIn()
    expect(await find(`theme=dark; ${cookie}; other=1`)).toMatchObject({ userId: owner.userId })
  })

  it('believes no token without our signature', async () => {
    const { cookie, find } = await signIn()
    const [name = '', value = ''] = cookie.split(/=(.*)/s)
    const [token = '', signature = ''] = decodeURIComponent(value).split('.')
    const another = decodeURIComponent((await signIn()).cookie.split(/=(.*)/s)[1] ?? '').split('.')[1]
    for (const forged of [
      token,
      `${token}.`,
      `${token}.${signature.slice(0, -4)}`,
      `${token}.${another}`,
      `.${signature}`,
    ]) {
      expect(await find(`${name}=${encodeURIComponent(forged)}`)).toBeNull()
    }
    expect(await find(`${name}=%E0%A4%A`)).toBeNull()
    expect(await find(`x${cookie}`)).toBeNull()
  })

  it('forgets a session the moment it ends or runs out', async () => {
    const { owner, cookie, find, db } = await signIn()
    expect(await find(cookie)).not.toBeNull()
    await db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(sessions.userId, owner.userId))
    expect(await find(cookie)).toBeNull()
    await db.delete(sessions).where(eq(sessions.userId, owner.userId))
    expect(await find(cookie)).toBeNull()
  })

  it('prolongs a session that is in use', async () => {
    const { owner, cookie, find, db } = await signIn()
    const soon = new Date(Date.now() + 86_400_000)
    await db.update(sessions).set({ expiresAt: soon }).where(eq(sessions.userId, owner.userId))
    const found = await find(cookie)
    const [row] = await db
      .select({ expiresAt: sessions.expiresAt })
      .from(sessions)
      .where(eq(sessions.id, found?.sessionId ?? ''))
    expect(row?.expiresAt.getTime()).toBeGreaterThan(soon.getTime() + 86_400_000)
  })
})
