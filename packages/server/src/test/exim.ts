/** Exim in a folder of its own: takes letters by SMTP, hands ours to Dovecot, and sends a report of what it cannot deliver. */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveTo, type SmtpPlace } from './mail-account.ts'

/** Gives what stops it. */
export function startExim(place: SmtpPlace): () => void {
  const home = join(place.folder, 'exim')
  mkdirSync(home)
  giveTo(place.account, home)
  const config = join(home, 'exim.conf')
  writeFileSync(config, eximConfig(home, place))
  // A configuration that is not the machine's own makes Exim drop root at once: it stays the account it was started by.
  const daemon = spawn('/usr/sbin/exim4', ['-C', config, '-bdf', '-q1m'], {
    stdio: 'ignore',
    cwd: home,
    ...place.account.as,
  })
  daemon.unref()
  return () => daemon.kill()
}

function eximConfig(home: string, { smtpPort, lmtpPort, account, domain }: SmtpPlace): string {
  return `primary_hostname = mx.${domain}
spool_directory = ${home}/spool
log_file_path = ${home}/%slog
pid_file_path = ${home}/exim.pid
exim_user = ${account.user}
exim_group = ${account.group}
deliver_drop_privilege = true
never_users =
keep_environment =
disable_ipv6 = true
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${smtpPort}
tls_advertise_hosts =
rfc1413_query_timeout = 0s
accept_8bitmime = true
smtp_accept_max = 100
deliver_queue_load_max = 1000
queue_only_load = 1000
acl_smtp_rcpt = take
acl_smtp_data = take
begin acl
take:
  accept
begin routers
moved:
  driver = redirect
  domains = example.test
  local_parts = nobody-here
  data = bounced@refused.test
ours:
  driver = manualroute
  domains = ${domain} : example.test
  transport = dovecot
  route_list = * 127.0.0.1 byname
  self = send
elsewhere:
  driver = redirect
  allow_fail
  data = :fail: no outside network here
begin transports
dovecot:
  driver = smtp
  protocol = lmtp
  port = ${lmtpPort}
  allow_localhost
begin retry
* * F,1h,1m
`
}
