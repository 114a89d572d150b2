/** Dovecot in a folder of its own: IMAP, and LMTP for what arrives. Every process runs as the given account. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveTo, type MailAccount } from './mail-account.ts'

export interface DovecotPlace {
  folder: string
  imapPort: number
  lmtpPort: number
  password: string
  account: MailAccount
}

/** Gives the path of its configuration. */
export function startDovecot(place: DovecotPlace): string {
  const { folder, account } = place
  mkdirSync(join(folder, 'mail'))
  giveTo(account, join(folder, 'mail'))
  const config = join(folder, 'dovecot.conf')
  writeFileSync(config, dovecotConfig(place))
  // The daemon keeps what it inherits: pipes would never close.
  execFileSync('/usr/sbin/dovecot', ['-c', config], { stdio: 'ignore', cwd: folder, ...account.as })
  return config
}

export function stopDovecot(folder: string): void {
  signalDovecot(folder, 'CONT')
  spawnSync('doveadm', ['-c', join(folder, 'dovecot.conf'), 'stop'], { stdio: 'ignore' })
}

export function signalDovecot(folder: string, name: 'STOP' | 'CONT'): void {
  const pidFile = join(folder, 'run', 'master.pid')
  if (!existsSync(pidFile)) return
  const master = readFileSync(pidFile, 'utf8').trim()
  spawnSync('pkill', [`-${name}`, '-P', master])
  spawnSync('kill', [`-${name}`, master])
}

/** Without root there is nobody to change into and no chroot: https://doc.dovecot.org/2.3/configuration_manual/howto/rootless/ */
function dovecotConfig({ folder, imapPort, lmtpPort, password, account }: DovecotPlace): string {
  const { user, group } = account
  return `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%n
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
  args = uid=${user} gid=${group} home=${folder}/mail/%n
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
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  user = ${user}
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
service anvil {
  chroot =
}
service auth {
  user = ${user}
}
service auth-worker {
  user = ${user}
}
`
}
