/** `backup FILE` and `restore FILE`. */
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { z } from 'zod'
import { countContents, makeBackup, restoreBackup, verifyBackup, type Backup } from '../backup/index.ts'
import { CommandError } from './command-error.ts'
import { findPath } from './find-path.ts'
import { readCommandConfig, withInstallation, type Installation } from './open-installation.ts'
import { createProgress } from './progress.ts'

const BackupOptions = z.object({ verify: z.boolean().default(false), overwrite: z.boolean().default(false) })
const RestoreOptions = z.object({ replace: z.boolean().default(false), yes: z.boolean().default(false) })

export function backupCommand(): Command {
  return new Command('backup')
    .description('Save the whole installation, data and files, in one file')
    .argument('<file>')
    .option('--verify', 'check a backup instead of making one')
    .option('--overwrite', 'replace the file when it exists')
    .action(async (file: string, values: unknown) => {
      const options = BackupOptions.parse(values)
      if (options.verify) await check(findPath(file))
      else await save(newPath(file), options.overwrite)
    })
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('Bring an installation back from a backup')
    .argument('<file>')
    .option('--replace', 'also where an installation with data stands: it is lost')
    .option('--yes', 'do not ask')
    .action(async (file: string, values: unknown) => {
      const options = RestoreOptions.parse(values)
      const backup = await check(findPath(file))
      await withInstallation(readCommandConfig(), (installation) => bringBack(installation, backup, options))
    })
}

async function save(path: string, overwrite: boolean): Promise<void> {
  if (existsSync(path) && !overwrite)
    throw new CommandError(`${path} exists already. Choose another name, or add --overwrite.`)
  const progress = createProgress(process.stderr, true)
  const summary = await withInstallation(readCommandConfig(), ({ config, database, files, openVault }) =>
    makeBackup(
      {
        config,
        database,
        files,
        vault: openVault(),
        onProgress: (done, total, words) => progress.show(done, total, words),
      },
      path,
    ),
  ).finally(() => progress.end())
  const lines = [
    `Saved ${summary.rows} rows and ${summary.files} files in ${path} (${megabytes(summary.bytes)}).`,
  ]
  if (summary.missing.length > 0)
    lines.push(`${summary.missing.length} stored files were missing already; \`doctor\` names them.`)
  lines.push(
    summary.key === 'file'
      ? 'The file holds the key of saved passwords: whoever has it can read everything. Keep it like a password (its mode is 0600).'
      : 'Saved passwords are sealed with OTKLIK_SECRET, which is NOT in the file: keep it too, without it they cannot be read.',
  )
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function check(path: string): Promise<Backup> {
  const progress = createProgress(process.stderr, true)
  const { size } = await stat(path)
  // Contents are about four times what lies in the file; the bar is a guess, the check is not.
  const backup = await verifyBackup(path, (bytes) => progress.show(bytes, size * 4, 'checking')).finally(() =>
    progress.end(),
  )
  const rows = Object.values(backup.manifest.rows).reduce((sum, one) => sum + one, 0)
  process.stdout.write(
    `${path} is whole: ${rows} rows, made ${backup.about.madeAt} by Otklik ${backup.about.program} on PostgreSQL ${backup.about.postgres}.\n`,
  )
  return backup
}

async function bringBack(
  installation: Installation,
  backup: Backup,
  options: z.infer<typeof RestoreOptions>,
): Promise<void> {
  const { config, database, files } = installation
  const { people, workspaces } = await countContents(database)
  if (people > 0 || workspaces > 0) {
    if (!options.replace)
      throw new CommandError(
        `This installation has ${people} people and ${workspaces} workspaces. Restore into an empty one (another OTKLIK_DATA), or add --replace to lose what is here.`,
      )
    if (!options.yes) await askTwice(config.dataDir)
  }
  const progress = createProgress(process.stderr, true)
  const restored = await restoreBackup(
    { config, database, files, onProgress: (done, total, words) => progress.show(done, total, words) },
    backup,
  ).finally(() => progress.end())
  process.stdout.write(
    `Restored ${restored.rows} rows and ${restored.files} files. Start Otklik: work that was waiting is found again by itself.\n`,
  )
}

async function askTwice(dataDir: string): Promise<void> {
  if (!process.stdin.isTTY)
    throw new CommandError('Nobody can be asked here; add --yes to replace without a question.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`Everything in ${dataDir} will be lost. Type REPLACE to go on: `)
  terminal.close()
  if (answer.trim() !== 'REPLACE') throw new CommandError('Nothing was changed.', 1)
}

/** npm runs scripts in the project's folder; the file is meant from where the person stands. */
function newPath(file: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), file)
}

function megabytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
