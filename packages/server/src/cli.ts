/** `npm run otklik -- <command>`: the list of commands. Wiring only. */
import { Command } from 'commander'
import { rawRoutes } from './app.ts'
import { backupCommand, restoreCommand } from './cli/backup.ts'
import { CommandError } from './cli/command-error.ts'
import { createOwnerCommand } from './cli/create-owner.ts'
import { doctorCommand } from './cli/doctor.ts'
import { importMailCommand } from './cli/import-mail.ts'
import { openApiCommand } from './cli/openapi.ts'
import { errorMessage } from './platform/errors.ts'
import { version } from './platform/version.ts'

const commands: readonly (() => Command)[] = [
  createOwnerCommand,
  importMailCommand,
  backupCommand,
  restoreCommand,
  doctorCommand,
  () => openApiCommand(rawRoutes),
]

async function main(): Promise<void> {
  const program = new Command('otklik').description('Otklik from the command line').version(version)
  for (const make of commands) program.addCommand(make())
  await program.parseAsync()
}

/** Refusals meant for the person are told without a stack; anything else is ours and keeps it. */
const expected = new Set(['AppError', 'CommandError', 'StartError', 'EmbeddedError', 'ZodError'])

main().then(
  // What was printed into a pipe must reach its reader before the end.
  () => process.stdout.write('', () => process.exit()),
  (error: unknown) => {
    const own = error instanceof Error && !expected.has(error.name) ? error.stack : errorMessage(error)
    process.stderr.write(`${own}\n`)
    process.exit(error instanceof CommandError ? error.exitCode : 1)
  },
)
