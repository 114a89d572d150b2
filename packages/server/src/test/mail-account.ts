/** The account test servers run under: our own, or `nobody` when that is root, as none of them needs more. */
import { execFileSync } from 'node:child_process'
import { chownSync, existsSync } from 'node:fs'

export interface MailAccount {
  user: string
  group: string
  /** For `spawn`: nothing to change for an ordinary user. */
  as: { uid: number; gid: number } | Record<string, never>
}

/** Where an SMTP server lives and what it hands letters to. */
export interface SmtpPlace {
  folder: string
  smtpPort: number
  lmtpPort: number
  domain: string
  account: MailAccount
}

export function mailAccount(): MailAccount {
  const isRoot = process.getuid?.() === 0
  const who = isRoot ? ['nobody'] : []
  const ask = (what: string) => execFileSync('id', [what, ...who], { encoding: 'utf8' }).trim()
  return {
    user: ask('-un'),
    group: ask('-gn'),
    as: isRoot ? { uid: Number(ask('-u')), gid: Number(ask('-g')) } : {},
  }
}

export function giveTo({ as }: MailAccount, path: string): void {
  if (as.uid !== undefined && as.gid !== undefined) chownSync(path, as.uid, as.gid)
}

/** Exim sends as any account. Postfix starts only as root: it serves where it is the machine's mail server already. */
export function findSmtpServer(): 'exim' | 'postfix' | undefined {
  if (existsSync('/usr/sbin/exim4')) return 'exim'
  return process.getuid?.() === 0 && existsSync('/usr/sbin/postfix') ? 'postfix' : undefined
}
