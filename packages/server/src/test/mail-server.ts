/**
 * Real mail servers for tests: Dovecot (IMAP and local delivery) and, when asked for, Postfix before it.
 * Both live in a folder of their own on free ports and go with the test. Needs root, as both change accounts.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
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

export interface MailServer {
  host: '127.0.0.1'
  imapPort: number
  /** Postfix; undefined when it was not asked for. */
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
/** `nobody`: exists everywhere and owns nothing else here. */
const mailUser = 'nobody'

/** What is missing on this machine, or undefined. With CI=true a missing server fails the test instead of leaving it out. */
export function missingMailServer(options: { smtp: boolean }): string | undefined {
  const missing = [
    process.getuid?.() === 0 ? '' : 'root',
    existsSync('/usr/sbin/dovecot') ? '' : 'dovecot-imapd',
    existsSync('/usr/lib/dovecot/lmtp') ? '' : 'dovecot-lmtpd',
    !options.smtp || existsSync('/usr/sbin/postfix') ? '' : 'postfix',
  ].filter(Boolean)
  if (missing.length > 0 && process.env['CI'] === 'true')
    throw new Error(`needed for this test: ${missing.join(', ')}`)
  return missing.length > 0 ? missing.join(', ') : undefined
}

export async function startMailServer(options: { smtp?: boolean } = {}): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-mail-'))
  chmodSync(folder, 0o755)
  const [imapPort, lmtpPort, smtpPort] = [await freePort(), await freePort(), await freePort()]
  const config = startDovecot(folder, imapPort, lmtpPort)
  if (options.smtp) startPostfix(folder, smtpPort, lmtpPort)
  await Promise.all(
    [imapPort, lmtpPort, ...(options.smtp ? [smtpPort] : [])].map((port) => waitForPort(port)),
  )
  return {
    host: '127.0.0.1',
    imapPort,
    smtpPort: options.smtp ? smtpPort : undefined,
    password,
    deliver: (to, raw, from) => deliver(lmtpPort, { to, raw, from: from ?? 'sender@example.test' }),
    drop: (user, letters) => dropLetters(folder, user, letters),
    read: (user) => readLetters(folder, user),
    marked: (user) => countMarked(folder, user),
    renumber: (user) => renumber(folder, user),
    signal: (name) => signalDovecot(folder, name),
    stop: () => {
      signalDovecot(folder, 'CONT')
      if (options.smtp) spawnSync('postfix', ['-c', join(folder, 'postfix'), 'stop'])
      spawnSync('doveadm', ['-c', config, 'stop'])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function startDovecot(folder: string, imapPort: number, lmtpPort: number): string {
  const { uid, gid } = accountOf(mailUser)
  mkdirSync(join(folder, 'mail'))
  chownSync(join(folder, 'mail'), uid, gid)
  const config = join(folder, 'dovecot.conf')
  writeFileSync(config, dovecotConfig(folder, { imapPort, lmtpPort, uid, gid }))
  // The daemon keeps what it inherits: pipes would never close.
  execFileSync('dovecot', ['-c', config], { stdio: 'ignore' })
  return config
}

interface DovecotPlace {
  imapPort: number
  lmtpPort: number
  uid: number
  gid: number
}

function dovecotConfig(folder: string, { imapPort, lmtpPort, uid, gid }: DovecotPlace): string {
  return `base_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%n
mail_uid = ${uid}
mail_gid = ${gid}
first_valid_uid = 1
first_valid_gid = 1
auth_username_format = %Ln
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%n
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
service anvil {
  chroot =
}
`
}

function startPostfix(folder: string, smtpPort: number, lmtpPort: number): void {
  const home = join(folder, 'postfix')
  mkdirSync(join(home, 'queue'), { recursive: true })
  mkdirSync(join(home, 'data'))
  const { uid, gid } = accountOf('postfix')
  chownSync(join(home, 'data'), uid, gid)
  writeFileSync(
    join(home, 'main.cf'),
    `compatibility_level = 3.6
queue_directory = ${home}/queue
data_directory = ${home}/data
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.${mailDomain}
mydestination =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ${mailDomain}, example.test
virtual_transport = lmtp:inet:127.0.0.1:${lmtpPort}
default_transport = error:no outside network here
maillog_file = ${home}/mail.log
maillog_file_prefixes = ${home}
alias_maps =
local_recipient_maps =
recipient_delimiter = +
virtual_alias_maps = inline:{nobody-here@example.test=bounced@refused.test}
smtpd_recipient_restrictions = permit_mynetworks, reject
`,
  )
  const stock = readFileSync(
    existsSync('/etc/postfix/master.cf') ? '/etc/postfix/master.cf' : '/usr/share/postfix/master.cf.dist',
    'utf8',
  )
  writeFileSync(
    join(home, 'master.cf'),
    stock
      .replace(/^smtp\s+inet\s.*$/m, `127.0.0.1:${smtpPort} inet n - n - - smtpd`)
      .replaceAll(/^(\S+\s+\S+\s+\S+\s+\S+\s+)y(\s)/gm, '$1n$2'),
  )
  const started = spawnSync('postfix', ['-c', home, 'start'], { stdio: 'ignore' })
  if (started.status !== 0) throw new Error(`postfix did not start, see ${home}/mail.log`)
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

function dropLetters(folder: string, user: string, letters: readonly string[]): void {
  const { uid, gid } = accountOf(mailUser)
  const home = join(folder, 'mail', user)
  for (const place of [home, ...['new', 'cur', 'tmp'].map((name) => join(home, name))]) {
    mkdirSync(place, { recursive: true })
    chownSync(place, uid, gid)
  }
  for (const letter of letters) {
    dropped += 1
    const name = `${Math.floor(Date.now() / 1000)}.M${dropped}P${process.pid}.test`
    const draft = join(home, 'tmp', name)
    writeFileSync(draft, letter.replaceAll('\r\n', '\n'))
    chownSync(draft, uid, gid)
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

function signalDovecot(folder: string, name: 'STOP' | 'CONT'): void {
  const pidFile = join(folder, 'run', 'master.pid')
  if (!existsSync(pidFile)) return
  const master = readFileSync(pidFile, 'utf8').trim()
  spawnSync('pkill', [`-${name}`, '-P', master])
  spawnSync('kill', [`-${name}`, master])
}

function accountOf(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined) throw new Error(`there is no account ${name}`)
  return { uid: Number(uid), gid: Number(gid) }
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
