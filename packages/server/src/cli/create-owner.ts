/** `create-owner`: the first run without a browser, for scripted set-up. */
import { permissions, type Permission } from '@otklik/contract'
import { Command } from 'commander'
import { z } from 'zod'
import { createApiKey } from '../api-keys/index.ts'
import { AppError, StartError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { createOwner } from '../workspaces/index.ts'
import { withProgram } from './with-program.ts'

const Options = z.object({
  email: z.email('--email: not an address'),
  name: z.string().trim().min(1).max(100).optional(),
  passwordStdin: z.literal(
    true,
    '--password-stdin is required: a password given as an argument would be seen by everybody on this machine',
  ),
  workspace: z.string().trim().min(1).max(100),
  timeZone: z.string().default('Europe/Moscow'),
  locale: z.enum(['ru', 'en']).default('ru'),
  apiKey: z.boolean().default(false),
})

export function createOwnerCommand(): Command {
  return new Command('create-owner')
    .description('Make the first owner and workspace of a fresh installation')
    .requiredOption('--email <address>', 'address to sign in with')
    .requiredOption('--workspace <name>', 'name of the workspace')
    .option('--password-stdin', 'read the password from standard input')
    .option('--name <name>', 'name of the owner; by default the part of the address before @')
    .option('--time-zone <zone>', 'such as Europe/Moscow')
    .option('--locale <locale>', 'ru or en')
    .option('--api-key', 'also make an API key with all rights and print it')
    .action(async (values: unknown) => {
      const options = readOptions(values)
      const password = await readPassword()
      const made = await withProgram(({ platform }) => foundInstallation(platform, options, password))
      process.stdout.write(`${made}\n`)
    })
}

function readOptions(values: unknown): z.infer<typeof Options> {
  const parsed = Options.safeParse(values)
  if (parsed.success) return parsed.data
  throw new StartError(parsed.error.issues.map((issue) => issue.message).join('\n'))
}

/** What is printed: the key alone when it was asked for, so that scripts can take it; else the workspace's id. */
async function foundInstallation(
  platform: Platform,
  options: z.infer<typeof Options>,
  password: string,
): Promise<string> {
  const name = options.name ?? options.email.split('@')[0] ?? options.email
  const { email, workspace: workspaceName, timeZone, locale } = options
  const founded = await createOwner(platform, {
    name,
    email,
    password,
    workspaceName,
    timeZone,
    locale,
    goals: [],
  }).catch(inWords)
  if (!options.apiKey) return founded.workspaceId
  const { workspaceId, userId, memberId } = founded
  const actor = { kind: 'member' as const, memberId, userId, role: 'owner' as const, name }
  const scopes = Object.keys(permissions) as Permission[]
  const key = await platform.inWorkspace({ workspaceId, actor }, (ctx) =>
    createApiKey(ctx, { name: 'create-owner', scopes }),
  )
  return key.secret
}

function inWords(error: unknown): never {
  if (error instanceof AppError && error.code === 'ALREADY_SET_UP') {
    throw new StartError(
      'This installation already has an owner. Sign in as the owner to invite people and make keys.',
    )
  }
  throw error
}

async function readPassword(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
  const password = Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
  if (password.length < 10 || password.length > 200)
    throw new StartError('The password on standard input must have 10 to 200 characters.')
  return password
}
