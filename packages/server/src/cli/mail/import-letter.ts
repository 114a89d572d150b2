/** One letter through the real intake: committed to the ledger first, then parsed, recognised and written as a card. */
import { createHash } from 'node:crypto'
import type { LetterOutcome } from '@otklik/contract'
import { and, asc, eq } from 'drizzle-orm'
import {
  countFailure,
  isOutage,
  readCards,
  storeEvent,
  writeOutcome,
  type EventRow,
  type OpenChannel,
  type CardsOutcome,
} from '../../channels/index.ts'
import { inboundEvents } from '../../channels/channels.table.ts'
import { letterFingerprint, type LetterDetails } from '../../channels/email/index.ts'
import { interests } from '../../interests/interests.table.ts'
import { letters } from '../../letters/letters.table.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { errorMessage } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { readMessageId, type FoundLetter, type UnreadPlace } from './mail-letter.ts'

/** One line of the report; the names are promised to scripts. */
export interface ImportLine {
  file: string
  messageId: string | null
  outcome: LetterOutcome | 'duplicate'
  interestId: string | null
  sourceType: string | null
  activityClass: string | null
  action: string | null
  authorName: string | null
  authorAddress: string | null
  sourceUrl: string | null
  productId: string | null
  text: string | null
}

export interface ImportRoom {
  platform: Platform
  channel: OpenChannel
}

/** A letter that lies in the ledger and was read; `write` makes the card. */
export interface ReadLetter {
  found: FoundLetter
  event: EventRow
  /** The same bytes were imported before: nothing is left to do. */
  isKnown: boolean
  outcome: CardsOutcome | null
  error: unknown
}

const actor: Actor = { kind: 'system', name: 'import-mail' }
const tries = 3

export function unreadLine({ file }: UnreadPlace): ImportLine {
  return { ...emptyLine, file, outcome: 'unreadable' }
}

/** Stores and reads. Throws only when the database or the disk stays away. */
export async function storeAndRead(room: ImportRoom, found: FoundLetter): Promise<ReadLetter> {
  const fresh = toEvent(room, found)
  const stored = await patiently(() => storeEvent(room.platform, room.channel.row.workspaceId, fresh))
  const event = stored.known
    ? await patiently(() => inWorkspace(room, (ctx) => getEvent(ctx, stored.id)))
    : toRow(room, fresh, stored.id)
  // Stored earlier and never read: a run that was broken off. It is read now.
  const isKnown = stored.known && event.state !== 'stored'
  if (isKnown) return { found, event, isKnown, outcome: null, error: undefined }
  try {
    return {
      found,
      event,
      isKnown,
      outcome: await readCards(room.platform, room.channel, event),
      error: undefined,
    }
  } catch (error) {
    return { found, event, isKnown, outcome: null, error }
  }
}

/** Writes the card and says what became of the letter. */
export async function writeLetter(room: ImportRoom, read: ReadLetter): Promise<ImportLine> {
  if (read.isKnown)
    return patiently(() => inWorkspace(room, (ctx) => duplicateLine(ctx, read, read.event.id)))
  const { outcome } = read
  if (!outcome) return parkLine(room, read, read.error)
  for (let left = tries; ; left--) {
    try {
      return await patiently(() => inWorkspace(room, (ctx) => writeOnce(ctx, room, read, outcome)))
    } catch (error) {
      if (isOutage(error)) throw error
      if (left <= 1) return parkLine(room, read, error)
    }
  }
}

/** One author's letters are written in order. */
export function authorOf({ outcome }: ReadLetter): string {
  const author = outcome?.kind === 'interests' ? outcome.items[0]?.author : null
  return author?.externalId ?? author?.email ?? author?.name ?? ''
}

const emptyLine = {
  messageId: null,
  interestId: null,
  sourceType: null,
  activityClass: null,
  action: null,
  authorName: null,
  authorAddress: null,
  sourceUrl: null,
  productId: null,
  text: null,
}

function toEvent({ platform, channel }: ImportRoom, found: FoundLetter) {
  const now = platform.clock.now()
  // Empty files are all equal; each is still a letter that could not be read.
  const name =
    found.raw.length === 0 ? `empty:${found.file}` : createHash('sha256').update(found.raw).digest('hex')
  return {
    channelId: channel.row.id,
    dedupKey: `import:${name}`,
    body: found.raw,
    contentType: 'message/rfc822',
    meta: {
      road: 'import',
      file: found.file.slice(-300),
      arrivedAt: (found.arrivedAt ?? now).toISOString(),
      ...(found.isJunk && { junk: 'yes' }),
    },
    receivedAt: now,
  }
}

/** A row just written is not asked for again; its bytes are at hand, wherever the ledger keeps them. */
function toRow({ channel }: ImportRoom, event: ReturnType<typeof toEvent>, id: string): EventRow {
  const waiting = {
    state: 'stored' as const,
    attempts: 0,
    error: null,
    nextTryAt: null,
    outcome: null,
    handledAt: null,
  }
  return { ...event, ...waiting, workspaceId: channel.row.workspaceId, id, size: event.body.byteLength }
}

async function writeOnce(
  ctx: Ctx,
  room: ImportRoom,
  read: ReadLetter,
  outcome: CardsOutcome,
): Promise<ImportLine> {
  // Of two equal letters read at the same time the second finds the event handled by the first.
  const [seen] = await ctx.db
    .select({ state: inboundEvents.state })
    .from(inboundEvents)
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), eq(inboundEvents.id, read.event.id)))
    .for('update')
  if (seen && seen.state !== 'stored') return duplicateLine(ctx, read, read.event.id)
  const result = await writeOutcome(ctx, room.channel, read.event, outcome)
  if (result.outcome?.ignored === 'duplicate') return duplicateLine(ctx, read, await twinEvent(ctx, read))
  const line = letterLine(read)
  const ignored = result.outcome?.ignored
  if (ignored)
    return { ...line, outcome: ignored as LetterOutcome, ...(ignored === 'secret' && { text: null }) }
  const isRead = detailsOf(read)?.kind === 'letter'
  const card = await cardOf(ctx, result.outcome?.interestIds[0] ?? null)
  return { ...line, ...card, outcome: isRead ? 'interest' : 'unreadable' }
}

/** The letter is kept and parked with the reason: the channel page shows it and can read it again. */
async function parkLine(room: ImportRoom, read: ReadLetter, error: unknown): Promise<ImportLine> {
  room.platform.log.warn({ err: error, file: read.found.file }, `letter was not read: ${errorMessage(error)}`)
  await patiently(() => inWorkspace(room, (ctx) => countFailure(ctx, read.event.id, error)))
  return {
    ...emptyLine,
    file: read.found.file,
    messageId: readMessageId(read.found.raw),
    outcome: 'unreadable',
  }
}

/** What is known of the letter itself; a letter without a card says this much. */
function letterLine({ found, outcome }: ReadLetter): ImportLine {
  const details = outcome?.details as LetterDetails | undefined
  const base = {
    ...emptyLine,
    file: found.file,
    messageId: readMessageId(found.raw),
    outcome: 'unreadable' as const,
  }
  if (details?.kind !== 'letter') return base
  const { letter } = details
  return {
    ...base,
    messageId: letter.messageId,
    authorName: letter.from?.name ?? null,
    authorAddress: letter.from?.address ?? null,
    text: letter.reply,
  }
}

async function duplicateLine(ctx: Ctx, read: ReadLetter, eventId: string | null): Promise<ImportLine> {
  const [card] = eventId
    ? await ctx.db
        .select({ id: interests.id })
        .from(interests)
        .where(and(eq(interests.workspaceId, ctx.workspaceId), eq(interests.eventId, eventId)))
        .orderBy(asc(interests.id))
        .limit(1)
    : []
  const line = {
    ...emptyLine,
    file: read.found.file,
    messageId: readMessageId(read.found.raw),
    outcome: 'duplicate' as const,
  }
  return { ...line, ...(await cardOf(ctx, card?.id ?? read.event.outcome?.interestIds[0] ?? null)) }
}

/** The event of the letter that came first. */
async function twinEvent(ctx: Ctx, read: ReadLetter): Promise<string | null> {
  const details = detailsOf(read)
  if (details?.kind !== 'letter') return null
  const [twin] = await ctx.db
    .select({ eventId: letters.eventId })
    .from(letters)
    .where(
      and(
        eq(letters.workspaceId, ctx.workspaceId),
        eq(letters.channelId, read.event.channelId),
        eq(letters.fingerprint, letterFingerprint(read.found.raw, details.letter)),
      ),
    )
  return twin?.eventId ?? null
}

function detailsOf({ outcome }: ReadLetter): LetterDetails | undefined {
  return outcome?.details as LetterDetails | undefined
}

async function cardOf(ctx: Ctx, id: string | null): Promise<Partial<ImportLine>> {
  if (id === null) return {}
  const [card] = await ctx.db
    .select({
      interestId: interests.id,
      sourceType: interests.sourceType,
      activityClass: interests.activityClass,
      action: interests.action,
      authorName: interests.authorName,
      author: interests.author,
      sourceUrl: interests.sourceUrl,
      productId: interests.productId,
      text: interests.text,
    })
    .from(interests)
    .where(and(eq(interests.workspaceId, ctx.workspaceId), eq(interests.id, id)))
  if (!card) return {}
  const { author, ...rest } = card
  return { ...rest, authorAddress: author?.email ?? null }
}

async function getEvent(ctx: Ctx, id: string): Promise<EventRow> {
  const [row] = await ctx.db
    .select()
    .from(inboundEvents)
    .where(and(eq(inboundEvents.workspaceId, ctx.workspaceId), eq(inboundEvents.id, id)))
  if (!row) throw new Error(`event ${id} is gone`)
  return row
}

function inWorkspace<T>({ platform, channel }: ImportRoom, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return platform.inWorkspace({ workspaceId: channel.row.workspaceId, actor }, work)
}

/** A database or a disk that goes away for a minute does not end an import of hours. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let wait = 250; ; wait *= 2) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error) || wait > 32_000) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
