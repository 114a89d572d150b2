/** `POST /api/v1/interests`: the same ledger and the same reading as a hook, but at once, so that the answer names the card. */
import { createHash } from 'node:crypto'
import type { InterestInput } from '@otklik/contract'
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../platform/actor.ts'
import type { Ctx, RequestInfo } from '../platform/ctx.ts'
import { AppError, errorMessage, invalid } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Platform } from '../platform/platform.ts'
import { openChannel, type OpenChannel } from './channel-rows.ts'
import { channels, inboundEvents } from './channels.table.ts'
import { keepHookToken, makeHookToken } from './hook-tokens.ts'
import { countFailure, isOutage, readRaw, writeOutcome, type ReadResult } from './intake.ts'
import { readBody, storeEvent, type EventRow } from './ledger.ts'

export interface Submission {
  platform: Platform
  workspaceId: string
  actor: Actor
  request: RequestInfo | null
  idempotencyKey: string | null
  input: InterestInput
}

/** The same key with the same body gives the same answer; with another body it is refused. */
export async function submitInterest(submission: Submission): Promise<{ id: string; created: boolean }> {
  const { platform, workspaceId, idempotencyKey: key } = submission
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => platform.inWorkspace(submission, work)
  const channel = await run(getApiChannel)
  if (channel.row.state === 'paused')
    throw new AppError('CONFLICT', {
      message: `The channel «${channel.row.name}» is paused; nothing was stored`,
    })
  const body = Buffer.from(JSON.stringify(submission.input))
  const id = newId()
  const stored = await storeEvent(platform, workspaceId, {
    id,
    channelId: channel.row.id,
    dedupKey: dedupKey(submission.input, body, key) ?? `new:${id}`,
    body,
    contentType: 'application/json',
    meta: { road: 'api', ...(key !== null && { 'idempotency-key': key }) },
    receivedAt: platform.clock.now(),
  })
  const event = await run((ctx) => getStored(ctx, stored.id))
  if (stored.known && !Buffer.from(await readBody(platform, event)).equals(body)) {
    throw invalid('This Idempotency-Key was used with another body; choose a new key', {
      'idempotency-key': 'reused',
    })
  }
  return answerOf(await readNow(submission, channel, event))
}

/** Null: nothing names it, so it is new whatever its words. */
function dedupKey(input: InterestInput, body: Uint8Array, key: string | null): string | null {
  if (key !== null) return `key:${key}`
  return input.externalId === undefined ? null : `body:${createHash('sha256').update(body).digest('hex')}`
}

async function readNow(submission: Submission, channel: OpenChannel, event: EventRow): Promise<ReadResult> {
  if (event.state !== 'stored') return event
  const { platform } = submission
  try {
    const outcome = await readRaw(platform, channel, event)
    return await platform.inWorkspace(submission, (ctx) => writeOutcome(ctx, channel, event, outcome))
  } catch (error) {
    // Stored already: the sweep reads it when the trouble is over.
    if (isOutage(error)) throw error
    platform.log.warn({ err: error, eventId: event.id }, `event was not read: ${errorMessage(error)}`)
    return platform.inWorkspace(submission, (ctx) => countFailure(ctx, event.id, error))
  }
}

function answerOf({ state, outcome, error }: ReadResult): { id: string; created: boolean } {
  const id = outcome?.interestIds[0]
  if (state === 'done' && id !== undefined) return { id, created: outcome?.created ?? false }
  throw new AppError('CONFLICT', {
    message: `The interest is stored but not read yet: ${error?.en ?? 'it will be tried again by itself'}`,
  })
}

async function getStored(ctx: Ctx, id: string): Promise<EventRow> {
  const [row] = await ctx.db
    .select()
    .from(inboundEvents)
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), eq(inboundEvents.id, id)))
  if (!row) throw new Error(`event ${id} is gone`)
  return row
}

/** The workspace's own channel for calls with a key: made at the first call, and again when somebody removed it. */
async function getApiChannel(ctx: Ctx): Promise<OpenChannel> {
  const id = apiChannelId(ctx.workspaceId)
  const mine = and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.id, id))
  const [known] = await ctx.db.select().from(channels).where(mine)
  if (known && !known.removedAt) return openChannel(ctx.platform.vault, known)
  const hookToken = makeHookToken()
  await keepHookToken(ctx.platform, hookToken, { workspaceId: ctx.workspaceId, channelId: id })
  const fresh = {
    name: 'API',
    state: 'working' as const,
    settings: {},
    hookToken,
    removedAt: null,
    createdAt: ctx.now(),
  }
  await ctx.db
    .insert(channels)
    .values({ workspaceId: ctx.workspaceId, id, kind: 'api', ...fresh })
    .onConflictDoUpdate({ target: [channels.workspaceId, channels.id], set: fresh })
  const [row] = await ctx.db.select().from(channels).where(mine)
  if (!row) throw new Error('the API channel was not written')
  await ctx.events.emit({ type: 'channel.changed', data: { channelId: id } })
  return openChannel(ctx.platform.vault, row)
}

/** The same in every process, so that two first calls at once make one channel. */
function apiChannelId(workspaceId: string): string {
  const hash = createHash('sha256').update(`api channel of ${workspaceId}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
