/**
 * Upkeep of the network's side: hooks are subscribed and kept subscribed, ending tokens renewed, abilities asked anew. Runs after
 * connecting and every change, and by timer; when a channel is removed it takes subscriptions back and then wipes the secrets.
 */
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { errorMessage } from '../platform/errors.ts'
import { defineJob } from '../platform/jobs.ts'
import type { Platform } from '../platform/platform.ts'
import { ChannelError, type ChannelMemory, type Inspection, type Upkeep } from './channel.ts'
import { openChannel, openSecrets, sealSecrets, type ChannelRow, type OpenChannel } from './channel-rows.ts'
import { channels } from './channels.table.ts'
import { noticeOutage, recordLoss } from './gaps.ts'
import { writeProblem } from './health.ts'
import { openHook } from './hook-secret.ts'
import { forgetHooks } from './hook-tokens.ts'
import { createIo } from './io.ts'
import { listConnectors } from './registry.ts'
import { remindOfEnds } from './reminders.ts'

const upkeepActor: Actor = { kind: 'system', name: 'upkeep' }
const limitMs = 60_000
/** Channels of one round are spread over this time: a network must not meet all of them at once. */
const spreadMs = 8 * 60_000

const Payload = z.object({
  workspaceId: z.uuid(),
  channelId: z.uuid(),
  goal: z.enum(['connected', 'gone']),
})

export const upkeepJob = defineJob({
  name: 'channels.upkeep',
  payload: Payload,
  concurrency: 2,
  retries: 2,
  onePerKey: true,
  handle: keepUp,
})

export const upkeepRoundJob = defineJob({
  name: 'channels.upkeep-round',
  payload: z.object({}),
  cron: '*/15 * * * *',
  retries: 0,
  handle: startRound,
})

/** Call in the transaction of the change that needs it. */
export async function askForUpkeep(
  ctx: Ctx,
  channelId: string,
  goal: 'connected' | 'gone' = 'connected',
): Promise<void> {
  const payload = { workspaceId: ctx.workspaceId, channelId, goal }
  await ctx.jobs.enqueue(upkeepJob, payload, { singletonKey: `${channelId} ${goal}` })
}

async function startRound(platform: Platform): Promise<void> {
  const kinds = listConnectors()
    .filter(({ channel }) => channel.maintain ?? channel.inspect ?? channel.manifest.keepsHours !== undefined)
    .map(({ channel }) => channel.manifest.kind)
  if (kinds.length === 0) return
  const rows = await platform.database.owner
    .select({ workspaceId: channels.workspaceId, channelId: channels.id })
    .from(channels)
    .where(
      and(
        inArray(channels.kind, kinds),
        inArray(channels.state, ['working', 'failing']),
        isNull(channels.removedAt),
      ),
    )
  const now = platform.clock.now().getTime()
  for (const { workspaceId, channelId } of rows) {
    const startAfter = new Date(now + Math.random() * spreadMs)
    const payload = { workspaceId, channelId, goal: 'connected' as const }
    // A key of its own: a waiting round must not swallow a call for now.
    await platform.jobs.enqueue(platform.database.owner, upkeepJob, payload, {
      startAfter,
      singletonKey: `${channelId} round`,
    })
  }
}

async function keepUp(
  platform: Platform,
  { workspaceId, channelId, goal }: z.infer<typeof Payload>,
): Promise<void> {
  const scope = { workspaceId, actor: upkeepActor }
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => platform.inWorkspace(scope, work)
  const row = await run((ctx) => findRow(ctx, channelId, goal))
  if (!row || (goal === 'connected' && (row.state === 'paused' || row.state === 'stopped'))) return
  const found = await lookAfter(platform, row, goal)
  if (goal === 'gone') return run((ctx) => wipe(ctx, channelId))
  if (found instanceof ChannelError) return run((ctx) => tellFailure(ctx, channelId, found))
  await run((ctx) => writeFound(ctx, row, found))
}

interface Found {
  upkeep: Upkeep | null
  inspection: Inspection | null
}

/** Both steps, outside any transaction. A network that is away is no news: the listener and the sender tell of it. */
async function lookAfter(
  platform: Platform,
  row: ChannelRow,
  goal: 'connected' | 'gone',
): Promise<Found | ChannelError> {
  try {
    const channel = openChannel(platform.vault, row)
    const connector = channel.connector.channel
    const io = ioOf(platform, channel)
    const hook = openHook(platform, row)
    const upkeep =
      (await connector.maintain?.({
        config: channel.config,
        io,
        hook,
        memory: row.memory,
        goal,
        remember: (memory) => writeMemory(platform, row, memory),
      })) ?? null
    if (goal === 'gone') return { upkeep, inspection: null }
    return { upkeep, inspection: (await connector.inspect?.(channel.config, io)) ?? null }
  } catch (error) {
    platform.log.warn({ err: error, channelId: row.id, goal }, `upkeep failed: ${errorMessage(error)}`)
    if (error instanceof ChannelError) return error
    const reason = errorMessage(error)
    return new ChannelError('bug', { ru: `Сбой обслуживания: ${reason}`, en: `Upkeep failed: ${reason}` })
  }
}

/** The door looks the channel up anew, so that what comes the next moment meets this memory. */
async function writeMemory(platform: Platform, row: ChannelRow, memory: ChannelMemory): Promise<void> {
  const { workspaceId, id } = row
  await platform.inWorkspace({ workspaceId, actor: upkeepActor }, (ctx) =>
    ctx.db
      .update(channels)
      .set({ memory })
      .where(and(eq(channels.workspaceId, workspaceId), eq(channels.id, id))),
  )
  forgetHooks(platform)
}

function ioOf(platform: Platform, { row }: OpenChannel) {
  return createIo(platform, AbortSignal.timeout(limitMs), { connector: row.kind, channelId: row.id })
}

async function findRow(ctx: Ctx, id: string, goal: 'connected' | 'gone'): Promise<ChannelRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(channels)
    .where(
      and(
        eq(channels.workspaceId, ctx.workspaceId),
        eq(channels.id, id),
        goal === 'gone' ? isNotNull(channels.removedAt) : isNull(channels.removedAt),
      ),
    )
  return row
}

/** A refused token stops the channel; a network that is away is shown and tried again at the next round. */
async function tellFailure(ctx: Ctx, channelId: string, error: ChannelError): Promise<void> {
  const stops = error.kind === 'auth' || error.kind === 'forbidden'
  await writeProblem(ctx, channelId, stops ? 'stopped' : 'failing', error.words)
}

/** What somebody changed meanwhile is left alone: the change asked for an upkeep of its own. */
async function writeFound(ctx: Ctx, before: ChannelRow, { upkeep, inspection }: Found): Promise<void> {
  const mine = and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, before.id))
  const [row] = await ctx.db.select().from(channels).where(mine).for('update')
  if (!row || row.removedAt || row.version !== before.version) return
  const renewed = upkeep?.secrets && Object.keys(upkeep.secrets).length > 0 ? upkeep.secrets : null
  const now = ctx.now()
  // The listener's looks say nothing of the subscription: it was good at the last upkeep.
  const subscribed = row.inspection ? new Date(row.inspection.at) : row.createdAt
  await (upkeep?.missed ? recordLoss(ctx, row, subscribed) : noticeOutage(ctx, row))
  const reminded = inspection && (await remindOfEnds(ctx, row, inspection.expires))
  await ctx.db
    .update(channels)
    .set({
      lastCheckedAt: now,
      ...(upkeep && { memory: upkeep.memory, upkeepNote: upkeep.note }),
      ...(inspection && { inspection: { ...inspection, at: now.toISOString() } }),
      ...(reminded && { reminded }),
      ...(renewed && {
        secrets: sealSecrets(ctx.platform.vault, row, {
          ...openSecrets(ctx.platform.vault, row),
          ...renewed,
        }),
        // A listener goes on with the new token.
        version: sql`${channels.version} + 1`,
      }),
      ...(row.state === 'failing' && { state: 'working' as const, problem: null }),
    })
    .where(mine)
  forgetHooks(ctx.platform)
  await ctx.events.emit({ type: 'channel.changed', data: { channelId: row.id } })
}

async function wipe(ctx: Ctx, channelId: string): Promise<void> {
  await ctx.db
    .update(channels)
    .set({ secrets: null, hookToken: null, memory: {} })
    .where(
      and(
        eq(channels.workspaceId, ctx.workspaceId),
        eq(channels.id, channelId),
        isNotNull(channels.removedAt),
      ),
    )
}
