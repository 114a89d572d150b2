import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { findDebianPostgres } from './debian-postgres.mjs'

const POLICY = '/usr/sbin/policy-rc.d'
const APT_TRIES = 3
const APT_OPTIONS = [
  '-o',
  'Acquire::Retries=3',
  '-o',
  'DPkg::Lock::Timeout=120',
  // An update that could not fetch everything shall say so by its code.
  '-o',
  'APT::Update::Error-Mode=any',
  // A machine of CI is thrown away: waiting for its disk at every file would be most of the installation.
  ...(process.env.CI === 'true' ? ['-o', 'Dpkg::Options::=--force-unsafe-io'] : []),
]

/** What the tests use besides npm packages, how it is recognised, and the Debian packages that bring it. */
const TOOLS = [
  {
    name: 'chromium',
    use: 'journeys in a browser',
    packages: ['chromium'],
    isHere: () => anyExists('/usr/bin/chromium', process.env.CHROMIUM_PATH),
  },
  {
    name: 'dovecot',
    use: 'a real IMAP server',
    packages: ['dovecot-imapd', 'dovecot-lmtpd'],
    services: ['dovecot'],
    isHere: () =>
      existsSync('/usr/sbin/dovecot') &&
      existsSync('/usr/lib/dovecot/lmtp') &&
      existsSync('/usr/lib/dovecot/imap'),
  },
  {
    name: 'smtp',
    use: 'a real SMTP server',
    packages: ['exim4-daemon-light'],
    services: ['exim4'],
    // Exim runs as any account; Postfix, which a machine may have already, only as root.
    isHere: () =>
      existsSync('/usr/sbin/exim4') || (process.getuid?.() === 0 && existsSync('/usr/sbin/postfix')),
  },
  {
    name: 'postgres',
    use: 'the DATABASE_URL road, on PostgreSQL 15 or newer',
    packages: ['postgresql'],
    services: ['postgresql'],
    isHere: () => findDebianPostgres() !== undefined,
  },
]

/** Installs what is missing where that may be done, else says what to install. Gives the names of what is here, and the rest. */
export function ensureTools() {
  const missing = TOOLS.filter((tool) => !tool.isHere())
  if (missing.length > 0 && mayInstall()) install(missing)
  const still = TOOLS.filter((tool) => !tool.isHere())
  if (still.length > 0) complain(still)
  const found = new Set(TOOLS.filter((tool) => !still.includes(tool)).map((tool) => tool.name))
  return { found, missing: still }
}

function complain(tools) {
  process.stderr.write('\nThe tests use real servers, and these are missing:\n')
  for (const tool of tools)
    process.stderr.write(`  ${tool.name.padEnd(9)} ${tool.use} (Debian: ${tool.packages.join(' ')})\n`)
  process.stderr.write(
    `On Debian: sudo apt-get install ${tools.flatMap((tool) => tool.packages).join(' ')}\n\n`,
  )
  if (process.env.CI !== 'true') return
  process.stderr.write('With CI=true a missing server is a failure, not a skip.\n')
  process.exit(1)
}

function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && process.env.OTKLIK_NO_APT === undefined
}

/** Servers are only installed, never left running: the tests start their own on free ports. */
function install(tools) {
  const packages = tools.flatMap((tool) => tool.packages)
  process.stdout.write(`installing for the tests: ${packages.join(' ')}\n`)
  const policy = holdServices()
  try {
    preseed()
    apt(['update'])
    // --no-remove: a machine with another mail server keeps it, and is told what is missing.
    apt(['install', '-y', '--no-install-recommends', '--no-remove', ...packages])
  } finally {
    if (policy) rmSync(POLICY, { force: true })
  }
  disableServices(tools.flatMap((tool) => tool.services ?? []))
}

/** A mirror that breaks off, or another apt at work, is common on a machine just made: tried again a few times. */
function apt(args) {
  for (let attempt = 1; attempt <= APT_TRIES; attempt++) {
    const { status } = spawnSync('apt-get', ['-q', ...APT_OPTIONS, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        DEBIAN_FRONTEND: 'noninteractive',
        APT_LISTCHANGES_FRONTEND: 'none',
        NEEDRESTART_MODE: 'l',
      },
    })
    if (status === 0 || attempt === APT_TRIES) return
    process.stdout.write(`apt-get ${args[0]} ended with code ${status}, trying again\n`)
    spawnSync('sleep', [String(5 * attempt)])
  }
}

/** Debian asks this file before starting a service at installation. */
function holdServices() {
  if (existsSync(POLICY)) return false
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return true
}

/** Exim for this machine only, PostgreSQL without a cluster. */
function preseed() {
  const answers = 'exim4-config exim4/dc_eximconfig_configtype select local delivery only; not on a network\n'
  spawnSync('debconf-set-selections', [], { input: answers, stdio: ['pipe', 'ignore', 'ignore'] })
  const clusters = '/etc/postgresql-common/createcluster.conf'
  if (existsSync(clusters) && /^create_main_cluster/m.test(readFileSync(clusters, 'utf8'))) return
  mkdirSync('/etc/postgresql-common', { recursive: true })
  writeFileSync(clusters, 'create_main_cluster = false\n', { flag: 'a' })
}

function disableServices(services) {
  if (services.length === 0 || !existsSync('/run/systemd/system')) return
  spawnSync('systemctl', ['disable', '--now', ...services], { stdio: 'ignore' })
}

function anyExists(...paths) {
  return paths.some((path) => path !== undefined && path !== '' && existsSync(path))
}
