import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

const HOME = '/usr/lib/postgresql'

/** The folder with the newest server programs of the system, 15 at least. */
export function findDebianPostgres() {
  if (!existsSync(HOME)) return undefined
  const versions = readdirSync(HOME)
    .map(Number)
    .filter((version) => version >= 15)
    .sort((a, b) => a - b)
  // The oldest we promise to work with tells the most.
  return versions
    .map((version) => join(HOME, String(version), 'bin'))
    .find((bin) => existsSync(join(bin, 'postgres')))
}

/** Starts a throw-away server the way an administrator would give one: by TCP, with a password. */
export async function withDebianPostgres(use) {
  const bin = findDebianPostgres()
  const account = process.getuid() === 0 ? statSync('/var/lib/postgresql') : undefined
  const folder = await mkdtemp('/var/tmp/otklik-pg-')
  const data = join(folder, 'data')
  const secret = join(folder, 'secret')
  const port = await findFreePort()
  await writeFile(secret, 'otklik-test')
  for (const path of [folder, secret]) if (account) await chown(path, account.uid, account.gid)
  const start = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200`
  try {
    await run(
      join(bin, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'otklik',
        '-A',
        'scram-sha-256',
        `--pwfile=${secret}`,
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
      ],
      account,
    )
    await run(
      join(bin, 'pg_ctl'),
      ['start', '-w', '-D', data, '-l', join(folder, 'log'), '-o', start],
      account,
    )
    try {
      return await use(`postgres://otklik:otklik-test@127.0.0.1:${port}/postgres`)
    } finally {
      await run(join(bin, 'pg_ctl'), ['stop', '-w', '-m', 'immediate', '-D', data], account)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(program, args, account) {
  const who = account === undefined ? {} : { uid: account.uid, gid: account.gid }
  const child = spawn(program, args, { cwd: '/', stdio: ['ignore', 'ignore', 'inherit'], ...who })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with code ${code}`)),
    )
  })
}

async function findFreePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}
