/** From a stored event to cards: `receive` outside any transaction, then one transaction that writes the cards and marks the event. */
import { and, eq } from 'drizzle-orm'
import { prepareInbound, recordInterest, type InboundFiles } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { errorMessage, sqlState } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import {
  ChannelError,
  type CardsOutcome,
  type Inbound,
  type InboundMessage,
  type RawEvent,
  type ReceiveOutcome,
  type Signal,
  type Words,
} from './channel.ts'
import type { OpenChannel } from './channel-rows.ts'
import { inboundEvents } from './channels.table.ts'
import { findKeeper } from './keepers.ts'
import { readBody, type EventRow } from './ledger.ts'
import { askForFiles } from './remote-files.ts'
import { keepObjects } from './objects.ts'
import { findTaker, type Taken, type TakenFrom } from './takers.ts'

export interface ReadResult {
  state: EventRow['state']
  outcome: EventRow['outcome']
  error: Words | null
}

/** Tries of an event that fails for a reason of ours; what the connector calls unreadable is parked at once. */
const maxTries = 5
const waitSeconds = [5, 30, 120, 600]

/** What an event says, and its files, which lie in the store before the transaction that writes what came. */
export type ReadOutcome = ReceiveOutcome & { files?: InboundFiles }

export async function readRaw(
  platform: Platform,
  channel: OpenChannel,
  event: EventRow,
): Promise<ReadOutcome> {
  const outcome = await channel.connector.channel.receive(await toRaw(platform, event), channel.config)
  if (outcome.kind === 'ignored') return outcome
  return { ...outcome, files: await prepareInbound(platform, event.workspaceId, bearersOf(outcome)) }
}

/** What may bring files along. */
function bearersOf(outcome: Exclude<ReceiveOutcome, { kind: 'ignored' }>) {
  if (outcome.kind === 'interests') return outcome.items
  return outcome.items.flatMap((signal): (Inbound | InboundMessage)[] => {
    if (signal.kind === 'interest') return [signal.interest]
    return signal.kind === 'message' ? [signal.message] : []
  })
}

/** For roads that carry only cards, such as a folder of letters. */
export async function readCards(
  platform: Platform,
  channel: OpenChannel,
  event: EventRow,
): Promise<CardsOutcome> {
  const outcome = await readRaw(platform, channel, event)
  if (outcome.kind === 'signals') throw new Error(`${channel.row.kind} tells more than cards`)
  return outcome
}

/** Writes what an event became. An event that somebody handled meanwhile is left as it is. */
export async function writeOutcome(
  ctx: Ctx,
  channel: OpenChannel,
  event: EventRow,
  read: ReadOutcome,
): Promise<ReadResult> {
  const locked = await lockEvent(ctx, event.id)
  if (locked.state !== 'stored') return locked
  const { id, kind, name } = channel.row
  const source = { id, kind, name }
  const from: TakenFrom = { channel: source, eventId: event.id, ...(read.files && { files: read.files }) }
  if (read.kind === 'signals') {
    const taken = await takeSignals(ctx, from, read.items)
    return mark(ctx, event.id, 'done', { ...taken, ignored: null })
  }
  const keep = findKeeper(kind)
  const outcome = keep
    ? await keep(ctx, { channel: source, raw: await toRaw(ctx.platform, event), outcome: read })
    : read
  if (outcome.kind === 'ignored')
    return mark(ctx, event.id, 'ignored', { interestIds: [], created: false, ignored: outcome.reason })
  const taken = await recordCards(ctx, from, outcome)
  return mark(ctx, event.id, 'done', { ...taken, ignored: null })
}

async function recordCards(
  ctx: Ctx,
  from: TakenFrom,
  outcome: Extract<CardsOutcome, { kind: 'interests' }>,
): Promise<Taken> {
  const all: Taken = { interestIds: [], created: false }
  for (const inbound of outcome.items) {
    const recorded = await recordInterest(ctx, {
      ...from,
      inbound,
      recognisedBy: outcome.recognisedBy ?? null,
      ...(outcome.preset && { preset: outcome.preset }),
    })
    all.interestIds.push(recorded.interestId)
    all.created ||= recorded.created
  }
  return all
}

/** One after another, in the order the network told them. */
async function takeSignals(ctx: Ctx, from: TakenFrom, signals: readonly Signal[]): Promise<Taken> {
  const all: Taken = { interestIds: [], created: false }
  for (const signal of signals) {
    const taken = await takeSignal(ctx, from, signal)
    all.interestIds.push(...taken.interestIds)
    all.created ||= taken.created
  }
  return all
}

async function takeSignal(ctx: Ctx, from: TakenFrom, signal: Signal): Promise<Taken> {
  if (signal.kind === 'interest') return recordCard(ctx, from, signal.interest)
  if (signal.kind === 'object') {
    await keepObjects(ctx, from.channel.id, [signal.object])
    return nothingTaken
  }
  const take = findTaker(signal)
  if (!take) throw new Error(`nobody takes signals of the kind ${signal.kind}`)
  return take(ctx, from, signal)
}

const nothingTaken: Taken = { interestIds: [], created: false }

async function recordCard(ctx: Ctx, from: TakenFrom, inbound: Inbound): Promise<Taken> {
  const recorded = await recordInterest(ctx, { ...from, inbound, recognisedBy: null })
  if (recorded.created && inbound.attachments.some(({ content }) => content === null))
    await askForFiles(ctx, from.channel.id)
  return { interestIds: [recorded.interestId], created: recorded.created }
}

/** Counts a failed try: later again, or parked with words. */
export async function countFailure(ctx: Ctx, eventId: string, error: unknown): Promise<ReadResult> {
  const event = await lockEvent(ctx, eventId)
  if (event.state !== 'stored') return event
  const attempts = event.attempts + 1
  const words = wordsOf(error)
  const parked = (error instanceof ChannelError && error.kind === 'bad_event') || attempts >= maxTries
  const wait = (waitSeconds[attempts - 1] ?? 600) * 1000
  await ctx.db
    .update(inboundEvents)
    .set({
      attempts,
      error: words,
      state: parked ? 'parked' : 'stored',
      nextTryAt: parked ? null : new Date(ctx.now().getTime() + wait),
    })
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), eq(inboundEvents.id, eventId)))
  return { state: parked ? 'parked' : 'stored', outcome: null, error: words }
}

/** The database, the disk or memory is away: no fault of the event. */
export function isOutage(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== undefined) return /^(08|53|57|58|40)/.test(state)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    /^(ECONN|ENOSPC|EIO|EMFILE|ENOMEM|EPIPE)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/i.test(errorMessage(error))
  )
}

async function toRaw(platform: Platform, event: EventRow): Promise<RawEvent> {
  return {
    id: event.id,
    body: await readBody(platform, event),
    contentType: event.contentType,
    meta: event.meta,
    receivedAt: event.receivedAt,
  }
}

async function lockEvent(ctx: Ctx, id: string): Promise<ReadResult & { attempts: number }> {
  const [row] = await ctx.db
    .select({
      state: inboundEvents.state,
      attempts: inboundEvents.attempts,
      outcome: inboundEvents.outcome,
      error: inboundEvents.error,
    })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), eq(inboundEvents.id, id)))
    .for('update')
  if (!row) throw new Error(`event ${id} is gone`)
  return row
}

async function mark(
  ctx: Ctx,
  id: string,
  state: 'done' | 'ignored',
  outcome: NonNullable<EventRow['outcome']>,
): Promise<ReadResult> {
  await ctx.db
    .update(inboundEvents)
    .set({ state, outcome, error: null, nextTryAt: null, handledAt: ctx.now() })
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), eq(inboundEvents.id, id)))
  return { state, outcome, error: null }
}

function wordsOf(error: unknown): Words {
  if (error instanceof ChannelError) return error.words
  const reason = errorMessage(error).slice(0, 500)
  return { ru: `Не удалось прочесть: ${reason}`, en: `Could not be read: ${reason}` }
}
