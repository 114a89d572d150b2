/** Looks at the machine: the runtime, the data folder, the key file, the port. */
import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import { errorMessage } from '../../platform/errors.ts'
import { ok, problem, warning, type Finding } from './finding.ts'

const neededNode = 24
const gigabyte = 1024 ** 3

export function checkNode(version: string = process.versions.node): Finding {
  const major = Number(version.split('.')[0])
  return major >= neededNode
    ? ok('node', `Node ${version}`)
    : problem(
        'node',
        `Node ${version} is too old`,
        `Start with npm (npm start, npm run otklik): it brings Node ${neededNode} along.`,
      )
}

export async function checkFolder(config: Config): Promise<Finding[]> {
  try {
    await access(config.dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return [
      isMissing
        ? problem(
            'folder',
            `There is no data folder ${config.dataDir}`,
            'Start Otklik once, or set OTKLIK_DATA to the folder of this installation.',
          )
        : problem(
            'folder',
            `The data folder ${config.dataDir} cannot be written: ${errorMessage(error)}`,
            'Give it to the account Otklik runs under: chown -R ACCOUNT the folder.',
          ),
    ]
  }
  const { bavail, bsize } = await statfs(config.dataDir)
  const free = bavail * bsize
  const words = `${(free / gigabyte).toFixed(1)} GB free at ${config.dataDir}`
  const mend =
    'Free space on this disk, or move the folder to a larger one and set OTKLIK_DATA. A full disk stops intake; nothing received is lost.'
  const space =
    free < gigabyte / 4
      ? problem('space', words, mend)
      : free < 2 * gigabyte
        ? warning('space', words, mend)
        : ok('space', words)
  return [ok('folder', config.dataDir), space]
}

export async function checkKeyFile(config: Config): Promise<Finding> {
  if (config.secret !== null) return ok('key', 'the key comes from OTKLIK_SECRET')
  const path = join(config.dataDir, 'secret.key')
  const found = await stat(path).catch(() => null)
  if (!found)
    return problem(
      'key',
      `There is no key file ${path}`,
      'Put it back from a backup: without it saved passwords cannot be read. A new installation makes it at its first start.',
    )
  const mode = found.mode & 0o777
  if ((mode & 0o077) !== 0)
    return problem('key', `Others may read the key file (mode ${mode.toString(8)})`, `chmod 600 ${path}`)
  return ok('key', `${path}, mode ${mode.toString(8)}`)
}

/** Busy is right while Otklik runs: its own answer is told from a stranger's. */
export async function checkPort(config: Config): Promise<Finding> {
  const place = `${config.host}:${config.port}`
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen(config.port, config.host, () => server.close(() => resolve(null)))
  })
  if (!error) return ok('port', `${place} is free (Otklik is not running)`)
  if (error.code !== 'EADDRINUSE')
    return problem(
      'port',
      `Cannot listen on ${place}: ${error.message}`,
      'Set HOST to an address of this machine and PORT to a port this account may use (above 1023).',
    )
  const answer = await fetch(`http://${place}/healthz`, { signal: AbortSignal.timeout(3000) }).catch(
    () => null,
  )
  return answer?.ok
    ? ok('port', `Otklik answers on ${place}`)
    : problem(
        'port',
        `Another program uses ${place}`,
        `Stop it, or choose another port: PORT=${config.port + 1} npm start`,
      )
}
