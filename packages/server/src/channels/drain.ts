/** Reads what waits in one channel, in order, many events per run, each in its own transaction. */
import { and, asc, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import type { Actor } from '../platform/actor.ts'
import { errorMessage } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { ChannelError, type ReceiveOutcome } from './channel.ts'
import { channels, inboundEvents } from './channels.table.ts'
import { openChannel, type ChannelRow, type OpenChannel } from './channel-rows.ts'
import { laneKeys, splitIntoLanes } from './drain-lanes.ts'
import { countFailure, isOutage, readRaw, writeOutcome } from './intake.ts'
import type { EventRow } from './ledger.ts'
import { lookUpBatch } from './look-up.ts'
import { writeProblem } from './health.ts'

interface Place {
  workspaceId: string
  channelId: string
}

const intakeActor: Actor = { kind: 'system', name: 'intake' }
const maxEvents = 64
/** Bytes read at once: letters may be 60 MB each. */
const maxBytes = 16 * 1024 * 1024
/** Served at the same time; what concerns one person, chat or thing stays in one of them, in order. */
const lanes = 4
/** A long queue lets other channels have their turn. */
const turnMs = 4000

/** Channels being read by this process; `again`: somebody called meanwhile. */
const busy = new WeakMap<Platform, Map<string, { again: boolean }>>()

/** `more`: something waits already; `nextTryAt`: a failed event is due then. */
export async function drainChannel(
  platform: Platform,
  place: Place,
  signal: AbortSignal,
): Promise<{ more: boolean; nextTryAt: Date | null }> {
  const mine = busy.get(platform) ?? new Map<string, { again: boolean }>()
  busy.set(platform, mine)
  const other = mine.get(place.channelId)
  if (other) {
    other.again = true
    return { more: false, nextTryAt: null }
  }
  const turn = { again: false }
  mine.set(place.channelId, turn)
  try {
    const result = await drainWhileTurn(platform, place, signal)
    return { ...result, more: result.more || turn.again }
  } finally {
    mine.delete(place.channelId)
  }
}

async function drainWhileTurn(platform: Platform, place: Place, signal: AbortSignal) {
  const end = Date.now() + turnMs
  const scope = { workspaceId: place.workspaceId, actor: intakeActor }
  let newest: Date | null = null
  for (;;) {
    const batch = await platform.inWorkspace(scope, (ctx) => nextBatch(ctx, place.channelId))
    if (!batch || batch.events.length === 0) {
      await noteActivity(platform, place, newest)
      return { more: false, nextTryAt: batch?.nextTryAt ?? null }
    }
    await readBatch(platform, batch)
    newest = batch.events.at(-1)?.receivedAt ?? newest
    if (signal.aborted || Date.now() > end) {
      await noteActivity(platform, place, newest)
      return { more: true, nextTryAt: null }
    }
  }
}

interface Batch {
  channel: OpenChannel
  events: EventRow[]
  nextTryAt: Date | null
}

async function nextBatch(ctx: Ctx, channelId: string): Promise<Batch | null> {
  const channel = await openForReading(ctx, channelId)
  if (!channel) return null
  const ids = await dueIds(ctx, channelId)
  if (ids.length === 0) return { channel, events: [], nextTryAt: await earliestTry(ctx, channelId) }
  const events = await ctx.db
    .select()
    .from(inboundEvents)
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), inArray(inboundEvents.id, ids)))
    .orderBy(asc(inboundEvents.receivedAt), asc(inboundEvents.id))
  return { channel, events, nextTryAt: null }
}

async function openForReading(ctx: Ctx, channelId: string): Promise<OpenChannel | null> {
  const [row] = await ctx.db
    .select()
    .from(channels)
    .where(
      and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, channelId), isNull(channels.removedAt)),
    )
  if (!row || row.state === 'paused') return null
  return openOrTell(ctx, row)
}

async function openOrTell(ctx: Ctx, row: ChannelRow): Promise<OpenChannel | null> {
  try {
    return openChannel(ctx.platform.vault, row)
  } catch (error) {
    const words =
      error instanceof ChannelError ? error.words : { ru: errorMessage(error), en: errorMessage(error) }
    await writeProblem(ctx, row.id, 'stopped', words)
    return null
  }
}

/** Oldest first, as many as fit; sizes are looked at before bodies are loaded. */
async function dueIds(ctx: Ctx, channelId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ id: inboundEvents.id, size: inboundEvents.size })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.workspaceId, ctx.workspaceId),
        eq(inboundEvents.channelId, channelId),
        eq(inboundEvents.state, 'stored'),
        or(isNull(inboundEvents.nextTryAt), lte(inboundEvents.nextTryAt, ctx.now())),
      ),
    )
    .orderBy(asc(inboundEvents.receivedAt), asc(inboundEvents.id))
    .limit(maxEvents)
  const ids: string[] = []
  let bytes = 0
  for (const { id, size } of rows) {
    bytes += size
    if (ids.length > 0 && bytes > maxBytes) break
    ids.push(id)
  }
  return ids
}

async function earliestTry(ctx: Ctx, channelId: string): Promise<Date | null> {
  const [row] = await ctx.db
    .select({ at: sql<string | null>`min(${inboundEvents.nextTryAt})` })
    .from(inboundEvents)
    .where(
      and(
        eq(inboundEvents.workspaceId, ctx.workspaceId),
        eq(inboundEvents.channelId, channelId),
        eq(inboundEvents.state, 'stored'),
      ),
    )
  return row?.at ? new Date(row.at) : null
}

interface Read {
  event: EventRow
  outcome: ReceiveOutcome | null
  error: unknown
}

async function readBatch(platform: Platform, batch: Batch): Promise<void> {
  const reads = await Promise.all(batch.events.map((event) => tryRead(platform, batch.channel, event)))
  await lookUpBatch(
    platform,
    batch.channel,
    reads.flatMap(({ outcome }) => outcome ?? []),
  ).catch((error: unknown) => {
    // Names are a service to the reader: without them everything is written all the same.
    platform.log.warn({ err: error, channelId: batch.channel.row.id }, 'names were not looked up')
  })
  const outage: { error: Error | undefined } = { error: undefined }
  await Promise.all(
    splitIntoLanes(reads, lanes, ({ outcome }) => laneKeys(outcome)).map(async (lane) => {
      for (const read of lane) {
        if (outage.error === undefined) outage.error = await settle(platform, batch.channel, read)
      }
    }),
  )
  // The database or the disk is away: nothing is counted against the events, the job itself is tried again.
  if (outage.error !== undefined) throw outage.error
}

async function tryRead(platform: Platform, channel: OpenChannel, event: EventRow): Promise<Read> {
  try {
    return { event, outcome: await readRaw(platform, channel, event), error: undefined }
  } catch (error) {
    return { event, outcome: null, error }
  }
}

/** Returns the error only when it is an outage. */
async function settle(platform: Platform, channel: OpenChannel, read: Read): Promise<Error | undefined> {
  const scope = { workspaceId: channel.row.workspaceId, actor: intakeActor }
  try {
    const { outcome } = read
    if (!outcome) throw read.error
    await platform.inWorkspace(scope, (ctx) => writeOutcome(ctx, channel, read.event, outcome))
    return undefined
  } catch (error) {
    if (isOutage(error)) return error instanceof Error ? error : new Error(errorMessage(error))
    platform.log.warn(
      { err: error, channelId: channel.row.id, eventId: read.event.id },
      `event was not read: ${errorMessage(error)}`,
    )
    await platform.inWorkspace(scope, (ctx) => countFailure(ctx, read.event.id, error))
    return undefined
  }
}

/** Once per run, not per event: every card of a busy channel would wait for this row. */
async function noteActivity(
  platform: Platform,
  { workspaceId, channelId }: Place,
  newest: Date | null,
): Promise<void> {
  if (!newest) return
  await platform.inWorkspace({ workspaceId, actor: intakeActor }, async (ctx) => {
    await ctx.db
      .update(channels)
      .set({ lastEventAt: sql`greatest(${channels.lastEventAt}, ${newest.toISOString()}::timestamptz)` })
      .where(and(eq(channels.workspaceId, workspaceId), eq(channels.id, channelId)))
    await ctx.events.emit({ type: 'channel.changed', data: { channelId } })
  })
}
