/** Where imported letters are kept: a mailbox's own channel, or one made for archives. */
import { randomBytes } from 'node:crypto'
import { resolveTxt } from 'node:dns/promises'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { createChannel, openChannel, pauseChannel, type OpenChannel } from '../../channels/index.ts'
import { channels } from '../../channels/channels.table.ts'
import type { EmailSettings } from '../../channels/email/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { errorMessage } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { workspaces } from '../../workspaces/workspaces.table.ts'
import { CommandError } from '../command-error.ts'

const actor: Actor = { kind: 'system', name: 'import-mail' }
const importAddress = 'import@otklik.invalid'
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Providers strip verdicts that others wrote in their name, so in an archive of a box of theirs their word counts. */
const providersWord = ['mx.google.com', '*.yandex.net', '*.yandex.ru', 'mail.yandex.ru', '*.mail.ru']

/** The named workspace, or the only one. */
export async function chooseWorkspace(
  platform: Platform,
  wanted: string | undefined,
): Promise<{ id: string; name: string }> {
  const rows = await platform.database.owner
    .select({ id: workspaces.id, name: workspaces.name })
    .from(workspaces)
    .orderBy(asc(workspaces.createdAt))
  if (rows.length === 0)
    throw new CommandError('There is no workspace yet. Make one first: npm run otklik -- create-owner --help')
  const found =
    wanted === undefined
      ? rows
      : rows.filter(({ id, name }) => id === wanted.toLowerCase() || name === wanted)
  const [only, ...others] = found
  if (only && others.length === 0) return only
  const list = rows.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  const said =
    wanted === undefined
      ? 'There are several workspaces; choose one with --workspace'
      : only
        ? `Several workspaces are named «${wanted}»; give the id`
        : `There is no workspace «${wanted}»`
  throw new CommandError(`${said}:\n${list}`)
}

/** The given channel; else the one made by an earlier import; else the workspace's only mailbox; else a new stored channel. */
export async function chooseChannel(
  platform: Platform,
  workspaceId: string,
  wanted: string | undefined,
): Promise<OpenChannel> {
  const row = await platform.inWorkspace({ workspaceId, actor }, async (ctx) => {
    const boxes = await listBoxes(ctx)
    if (wanted !== undefined) return boxes.find(({ id }) => id === wanted) ?? refuseChannel(wanted, boxes)
    const archive = boxes.find(({ settings }) => settings['address'] === importAddress)
    const [only, ...others] = boxes
    return archive ?? (only && others.length === 0 ? only : makeArchiveChannel(ctx))
  })
  try {
    return openChannel(platform.vault, row)
  } catch (error) {
    throw new CommandError(`The channel «${row.name}» cannot be opened: ${errorMessage(error)}`)
  }
}

/**
 * The channel with the person's own receiving servers believed, and without questions to a name service that does not
 * answer: each signed letter would wait for it in vain.
 */
export async function prepareTrust(
  channel: OpenChannel,
  authServers: readonly string[],
): Promise<OpenChannel> {
  const settings = channel.config as EmailSettings
  const trustedAuthServers = [
    ...settings.trustedAuthServers,
    ...authServers.map((name) => name.toLowerCase()),
  ]
  const checkSignatures = settings.checkSignatures && (await answersNames())
  return { ...channel, config: { ...settings, trustedAuthServers, checkSignatures } }
}

async function listBoxes(ctx: Ctx) {
  return ctx.db
    .select()
    .from(channels)
    .where(
      and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.kind, 'email'), isNull(channels.removedAt)),
    )
    .orderBy(asc(channels.createdAt))
}

function refuseChannel(wanted: string, boxes: { id: string; name: string }[]): never {
  const list = boxes.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  const said = uuidShape.test(wanted)
    ? 'There is no e-mail channel with this id in the workspace'
    : '--channel takes the id of an e-mail channel'
  throw new CommandError(list ? `${said}:\n${list}` : said)
}

/** Paused from its first moment: nobody listens to it, and it has no mailbox behind it. */
async function makeArchiveChannel(ctx: Ctx) {
  const made = await createChannel(ctx, {
    kind: 'email',
    name: 'Импорт писем',
    values: {
      address: importAddress,
      password: randomBytes(12).toString('base64url'),
      imapHost: 'imap.otklik.invalid',
      historyDays: 0,
      trustedAuthServers: providersWord.join(' '),
    },
  })
  await pauseChannel(ctx, made.id)
  const [row] = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, made.id)))
  if (!row) throw new Error('the channel was not written')
  return row
}

async function answersNames(): Promise<boolean> {
  const silence = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), 2000).unref()
  })
  const asked = resolveTxt('gmail.com').then(
    () => true,
    // «No such name» is an answer; a closed door is not.
    (error: NodeJS.ErrnoException) => error.code === 'ENOTFOUND' || error.code === 'ENODATA',
  )
  return Promise.race([asked, silence])
}
