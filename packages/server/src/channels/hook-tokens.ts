/** Hook addresses: a token names the channel before its workspace is known. Only its hash can be looked up. */
import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import type { Platform } from '../platform/platform.ts'
import { tokens } from '../workspaces/workspaces.table.ts'
import { openChannel, type OpenChannel } from './channel-rows.ts'
import { channels } from './channels.table.ts'

/** A removed channel or a new secret is heard of by other processes within this time; by this one at once. */
const rememberMs = 2000

interface Remembered {
  until: number
  /** Perhaps still being looked up: whoever comes meanwhile waits for the same answer, so that nobody overtakes. */
  channel: Promise<OpenChannel | null>
}

const seenLately = new WeakMap<Platform, Map<string, number>>()

const remembered = new WeakMap<Platform, Map<string, Remembered>>()

export function makeHookToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Tokens lie outside the workspace's tables, hence outside the transaction: write before the channel's row, an orphan opens nothing. */
export async function keepHookToken(
  platform: Platform,
  token: string,
  target: { workspaceId: string; channelId: string },
): Promise<void> {
  await platform.database.owner
    .insert(tokens)
    .values({
      hash: hashOf(token),
      kind: 'hook',
      workspaceId: target.workspaceId,
      targetId: target.channelId,
    })
    .onConflictDoNothing()
}

export async function dropHookToken(platform: Platform, token: string): Promise<void> {
  await platform.database.owner
    .delete(tokens)
    .where(and(eq(tokens.hash, hashOf(token)), eq(tokens.kind, 'hook')))
  forgetHooks(platform)
}

/** Call after any change of a channel. */
export function forgetHooks(platform: Platform): void {
  remembered.get(platform)?.clear()
}

/** The channel behind an address, or null: unknown, removed, or with settings that no longer open. */
export async function findHookChannel(platform: Platform, token: string): Promise<OpenChannel | null> {
  if (!/^[\w-]{20,64}$/.test(token)) return null
  const known = remembered.get(platform) ?? new Map<string, Remembered>()
  remembered.set(platform, known)
  const hash = hashOf(token)
  const found = known.get(hash)
  if (found && found.until > Date.now()) return found.channel
  // Guesses must not fill the memory.
  if (known.size > 10_000) known.clear()
  const looked: Remembered = { until: Date.now() + rememberMs, channel: lookUp(platform, hash) }
  known.set(hash, looked)
  try {
    const channel = await looked.channel
    if (channel) lately(platform).set(hash, Date.now())
    return channel
  } catch (error) {
    if (known.get(hash) === looked) known.delete(hash)
    throw error
  }
}

/** A hook was found under this token within the last hour by this process; whether it still is there, a look-up tells. */
export function wasHookLately(platform: Platform, token: string): boolean {
  return (lately(platform).get(hashOf(token)) ?? 0) > Date.now() - 3_600_000
}

/** Holds at most the hooks that exist: a guess never gets in. */
function lately(platform: Platform): Map<string, number> {
  const seen = seenLately.get(platform) ?? new Map<string, number>()
  seenLately.set(platform, seen)
  return seen
}

async function lookUp(platform: Platform, hash: string): Promise<OpenChannel | null> {
  const [row] = await platform.database.owner
    .select({ channel: channels })
    .from(tokens)
    .innerJoin(channels, and(eq(channels.workspaceId, tokens.workspaceId), eq(channels.id, tokens.targetId)))
    .where(and(eq(tokens.hash, hash), eq(tokens.kind, 'hook'), isNull(channels.removedAt)))
  if (!row) return null
  try {
    return openChannel(platform.vault, row.channel)
  } catch (error) {
    platform.log.warn(
      { err: error, channelId: row.channel.id },
      'a hook came to a channel whose settings do not open',
    )
    return null
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
