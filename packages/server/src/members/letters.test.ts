import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { useHarness } from '../test/harness.ts'

const received: { to: string; text: string }[] = []
const port = 40_000 + (process.pid % 20_000)

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      const raw = Buffer.concat(chunks)
        .toString('utf8')
        .replaceAll(/=\r?\n/g, '')
        .replaceAll('=3D', '=')
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text: raw })
      done()
    })
  },
})

beforeAll(() => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve)))
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

describe('letters to people of the company', () => {
  const harness = useHarness({
    env: { OTKLIK_SMTP_URL: `smtp://127.0.0.1:${port}`, OTKLIK_URL: 'http://crm.example.test' },
  })

  it('invites and resets the password through a real mail server', async () => {
    expect(await harness().stranger.workspaces.setup()).toMatchObject({ mail: true })
    const workspace = await harness().newWorkspace('Цветы')
    const invitation = await workspace.owner.client.members.invite({
      email: 'mail@example.test',
      role: 'manager',
    })
    await harness().drain()
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ to: 'mail@example.test' })
    expect(linkIn(received[0]?.text, 'invitation/')).toBe(invitation.url)
    await harness().stranger.members.acceptInvitation({
      token: invitation.url?.split('/').at(-1) ?? '',
      name: 'Почтальон',
      password: 'первый пароль',
    })

    const browser = openBrowser(harness())
    const known = await browser.post('/api/auth/request-password-reset', { email: 'mail@example.test' })
    const unknown = await browser.post('/api/auth/request-password-reset', { email: 'nobody@example.test' })
    expect([known.status, unknown.status]).toEqual([200, 200])
    expect(await known.json()).toEqual(await unknown.json())
    expect(received).toHaveLength(2)
    const link = linkIn(received[1]?.text, 'new-password')
    expect(link).toMatch(/^http:\/\/crm\.example\.test\/new-password\?token=/)
    const token = new URL(link ?? '').searchParams.get('token')
    const before = await signIn('первый пароль')
    expect((await before.fetch('/api/v1/me')).status).toBe(200)
    expect(
      (await browser.post('/api/auth/reset-password', { token, newPassword: 'второй пароль' })).status,
    ).toBe(200)
    expect((await before.fetch('/api/v1/me')).status).toBe(401)
    expect(
      (await browser.post('/api/auth/reset-password', { token, newPassword: 'третий пароль' })).status,
    ).toBe(400)
    expect((await (await signIn('второй пароль')).fetch('/api/v1/me')).status).toBe(200)
  })

  async function signIn(password: string) {
    const browser = openBrowser(harness())
    expect(
      (await browser.post('/api/auth/sign-in/email', { email: 'mail@example.test', password })).status,
    ).toBe(200)
    return browser
  }
})

/** The first address in the letter that holds the words. */
function linkIn(text: string | undefined, words: string): string | undefined {
  return text?.match(/https?:\/\/\S+/g)?.find((link) => link.includes(words))
}
