/** `doctor`: what is wrong with an installation and how to mend it. */
import { Command } from 'commander'
import { z } from 'zod'
import type { Config } from '../platform/config.ts'
import { checkFiles, checkSecrets, checkWork } from './doctor/contents.ts'
import { checkMigrations, checkServer, checkWalls, unreachable } from './doctor/database.ts'
import { problem, type Finding } from './doctor/finding.ts'
import { checkFolder, checkKeyFile, checkNode, checkPort } from './doctor/machine.ts'
import { errorMessage } from '../platform/errors.ts'
import { readCommandConfig, withInstallation, type Installation } from './open-installation.ts'

const Options = z.object({ json: z.boolean().default(false) })

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Say what is wrong with this installation and how to mend it; exit code 1 when something is')
    .option('--json', 'print the findings as JSON')
    .action(async (values: unknown) => {
      const { json } = Options.parse(values)
      const findings = await examine(readCommandConfig())
      process.stdout.write(
        json ? `${JSON.stringify({ ok: isWell(findings), findings }, null, 2)}\n` : describe(findings),
      )
      if (!isWell(findings)) process.exitCode = 1
    })
}

/** Changes nothing. A database that cannot be reached is a finding, not an error. */
export async function examine(config: Config): Promise<Finding[]> {
  const machine = [
    checkNode(),
    ...(await checkFolder(config)),
    await checkKeyFile(config),
    await checkPort(config),
  ]
  // Starting the embedded database in a folder that is not there would make one.
  if (
    machine.some(({ check, state }) => check === 'folder' && state === 'problem') &&
    config.databaseUrl === null
  )
    return machine
  const inside = await withInstallation(config, (installation) => examineInside(installation, machine)).catch(
    (error: unknown) => [unreachable(error)],
  )
  return [...machine, ...inside]
}

async function examineInside(
  { database, files, openVault }: Installation,
  machine: readonly Finding[],
): Promise<Finding[]> {
  const server = await checkServer(database, new Date())
  const migrations = await checkMigrations(database)
  if (migrations.state === 'problem') return [...server, migrations]
  const hasKey = machine.some(({ check, state }) => check === 'key' && state === 'ok')
  const looks: (() => Promise<Finding | Finding[]>)[] = [
    () => checkWalls(database),
    // Opening the vault would make a key where the file is missing.
    ...(hasKey ? [() => checkSecrets(database, openVault())] : []),
    () => checkFiles(database, files),
    () => checkWork(database),
  ]
  const found: Finding[] = []
  for (const look of looks) {
    try {
      found.push(...[await look()].flat())
    } catch (error) {
      found.push(
        problem(
          'examination',
          `A check could not be made: ${errorMessage(error)}`,
          'Send these words to the makers of Otklik, with the version.',
        ),
      )
    }
  }
  return [...server, migrations, ...found]
}

function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'problem')
}

const marks = { ok: '✓', warning: '!', problem: '✗' }

function describe(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ check, state, words, mend }) =>
      `${marks[state]} ${check.padEnd(11)} ${words}${mend ? `\n              → ${mend}` : ''}`,
  )
  return `${lines.join('\n')}\n\n${isWell(findings) ? 'Nothing is wrong.' : 'Something is wrong; the arrows say how to mend it.'}\n`
}
