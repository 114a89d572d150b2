/**
 * Real mail servers for tests: Dovecot (IMAP and local delivery) and, when asked for, an SMTP server before it.
 * All live in a folder of their own on free ports, as an ordinary account, and go with the test.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { signalDovecot, startDovecot, stopDovecot } from './dovecot.ts'
import { startExim } from './exim.ts'
import { findSmtpServer, giveTo, mailAccount, type MailAccount, type SmtpPlace } from './mail-account.ts'
import { startPostfix, stopPostfix } from './postfix.ts'

export interface MailServer {
  host: '127.0.0.1'
  imapPort: number
  /** Undefined when it was not asked for. */
  smtpPort: number | undefined
  /** Every user exists and has this password. */
  password: string
  /** Puts a raw letter into a mailbox as a server on the net would: by LMTP. `to`: `shop@local.test`. */
  deliver(to: string, raw: string | Uint8Array, from?: string): Promise<void>
  /** Puts many letters straight into the mailbox's folder of new ones. */
  drop(user: string, letters: readonly string[]): void
  /** Raw letters of a mailbox, as the server stores them. */
  read(user: string): string[]
  /** How many letters of a mailbox somebody marked, by the server's own marks (seen, answered, deleted). */
  marked(user: string): number
  /** The inbox as a folder made anew: another UIDVALIDITY, other UIDs. */
  renumber(user: string): void
  /** Freezes and thaws the server's processes. */
  signal(name: 'STOP' | 'CONT'): void
  stop(): void
}

export const mailDomain = 'local.test'
const password = 'secret'

/** What is missing on this machine, or undefined. With CI=true a missing server fails the test instead of leaving it out. */
export function missingMailServer(options: { smtp: boolean }): string | undefined {
  const missing = [
    existsSync('/usr/sbin/dovecot') && existsSync('/usr/lib/dovecot/imap') ? '' : 'dovecot-imapd',
    existsSync('/usr/lib/dovecot/lmtp') ? '' : 'dovecot-lmtpd',
    !options.smtp || findSmtpServer() ? '' : 'exim4-daemon-light',
  ].filter(Boolean)
  if (missing.length > 0 && process.env['CI'] === 'true')
    throw new Error(`needed for this test: ${missing.join(', ')}`)
  return missing.length > 0 ? missing.join(', ') : undefined
}

export async function startMailServer(options: { smtp?: boolean } = {}): Promise<MailServer> {
  const account = mailAccount()
  const folder = mkdtempSync(join(tmpdir(), 'otklik-mail-'))
  chmodSync(folder, 0o755)
  giveTo(account, folder)
  const [imapPort, lmtpPort, smtpPort] = [await freePort(), await freePort(), await freePort()]
  const stops = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })]
  const stop = () => stops.toReversed().forEach((step) => step())
  try {
    startDovecot({ folder, imapPort, lmtpPort, password, account })
    stops.push(() => stopDovecot(folder))
    if (options.smtp) stops.push(startSmtp({ folder, smtpPort, lmtpPort, account, domain: mailDomain }))
    const ports = [imapPort, lmtpPort, ...(options.smtp ? [smtpPort] : [])]
    await Promise.all(ports.map((port) => waitForPort(port)))
  } catch (error) {
    // A server that started must not stay because the next one did not.
    stop()
    throw error
  }
  return {
    host: '127.0.0.1',
    imapPort,
    smtpPort: options.smtp ? smtpPort : undefined,
    password,
    deliver: (to, raw, from) => deliver(lmtpPort, { to, raw, from: from ?? 'sender@example.test' }),
    drop: (user, letters) => dropLetters({ folder, account }, user, letters),
    read: (user) => readLetters(folder, user),
    marked: (user) => countMarked(folder, user),
    renumber: (user) => renumber(folder, user),
    signal: (name) => signalDovecot(folder, name),
    stop,
  }
}

function startSmtp(place: SmtpPlace): () => void {
  if (findSmtpServer() === 'postfix') {
    startPostfix(place)
    return () => stopPostfix(place.folder)
  }
  return startExim(place)
}

async function deliver(
  port: number,
  letter: { to: string; raw: string | Uint8Array; from: string },
): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
  try {
    await transport.sendMail({
      envelope: { from: letter.from, to: letter.to },
      raw: typeof letter.raw === 'string' ? letter.raw : Buffer.from(letter.raw),
    })
  } finally {
    transport.close()
  }
}

let dropped = 0

function dropLetters(
  { folder, account }: { folder: string; account: MailAccount },
  user: string,
  letters: readonly string[],
): void {
  const home = join(folder, 'mail', user)
  for (const place of [home, ...['new', 'cur', 'tmp'].map((name) => join(home, name))]) {
    mkdirSync(place, { recursive: true })
    giveTo(account, place)
  }
  for (const letter of letters) {
    dropped += 1
    const name = `${Math.floor(Date.now() / 1000)}.M${dropped}P${process.pid}.test`
    const draft = join(home, 'tmp', name)
    writeFileSync(draft, letter.replaceAll('\r\n', '\n'))
    giveTo(account, draft)
    renameSync(draft, join(home, 'new', name))
  }
}

function readLetters(folder: string, user: string): string[] {
  return ['new', 'cur'].flatMap((name) => {
    const place = join(folder, 'mail', user, name)
    return existsSync(place) ? readdirSync(place).map((file) => readFileSync(join(place, file), 'utf8')) : []
  })
}

/** Maildir keeps marks at the end of a file's name: `…:2,S`. */
function countMarked(folder: string, user: string): number {
  const place = join(folder, 'mail', user, 'cur')
  return existsSync(place) ? readdirSync(place).filter((name) => /:2,.*[A-Z]/.test(name)).length : 0
}

/** Forgets the numbering of the inbox: the same letters get new UIDs under another UIDVALIDITY. */
function renumber(folder: string, user: string): void {
  const config = join(folder, 'dovecot.conf')
  spawnSync('doveadm', ['-c', config, 'kick', user], { stdio: 'ignore' })
  // UIDVALIDITY is the second of birth.
  execFileSync('sleep', ['1.1'])
  const home = join(folder, 'mail', user)
  for (const name of readdirSync(home)) {
    if (/^dovecot(-uidlist|-uidvalidity|\.index|\.list)/.test(name)) rmSync(join(home, name))
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

async function waitForPort(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`nothing listens on port ${port}`)
}
