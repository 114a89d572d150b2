/** Postfix in a folder of its own, where it is the mail server of the machine; it starts only as root. */
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SmtpPlace } from './mail-account.ts'

export function startPostfix(place: SmtpPlace): void {
  const home = join(place.folder, 'postfix')
  mkdirSync(join(home, 'queue'), { recursive: true })
  mkdirSync(join(home, 'data'))
  const ask = (what: string) => Number(spawnSync('id', [what, 'postfix'], { encoding: 'utf8' }).stdout)
  chownSync(join(home, 'data'), ask('-u'), ask('-g'))
  writeFileSync(join(home, 'main.cf'), mainConfig(home, place))
  const stock = readFileSync(
    existsSync('/etc/postfix/master.cf') ? '/etc/postfix/master.cf' : '/usr/share/postfix/master.cf.dist',
    'utf8',
  )
  writeFileSync(
    join(home, 'master.cf'),
    stock
      .replace(/^smtp\s+inet\s.*$/m, `127.0.0.1:${place.smtpPort} inet n - n - - smtpd`)
      .replaceAll(/^(\S+\s+\S+\s+\S+\s+\S+\s+)y(\s)/gm, '$1n$2'),
  )
  const started = spawnSync('postfix', ['-c', home, 'start'], { stdio: 'ignore' })
  if (started.status !== 0) throw new Error(`postfix did not start, see ${home}/mail.log`)
}

export function stopPostfix(folder: string): void {
  spawnSync('postfix', ['-c', join(folder, 'postfix'), 'stop'], { stdio: 'ignore' })
}

function mainConfig(home: string, { lmtpPort, domain }: SmtpPlace): string {
  return `compatibility_level = 3.6
queue_directory = ${home}/queue
data_directory = ${home}/data
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.${domain}
mydestination =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ${domain}, example.test
virtual_transport = lmtp:inet:127.0.0.1:${lmtpPort}
default_transport = error:no outside network here
maillog_file = ${home}/mail.log
maillog_file_prefixes = ${home}
alias_maps =
local_recipient_maps =
recipient_delimiter = +
virtual_alias_maps = inline:{nobody-here@example.test=bounced@refused.test}
smtpd_recipient_restrictions = permit_mynetworks, reject
`
}
