/**
 * The keeper of letters: runs in the transaction that writes the card. Knows a letter that came before, decides what kind it is,
 * tells an answer of ours that it bounced, and lets only real work through.
 */
import { and, eq, isNull } from 'drizzle-orm'
import type { CardsOutcome, Words } from '../channels/channel.ts'
import { channels } from '../channels/channels.table.ts'
import {
  classifyLetter,
  instanceMark,
  isKnownSender,
  letterFingerprint,
  type Classification,
  type Letter,
  type LetterDetails,
} from '../channels/email/index.ts'
import { decideByRules } from '../mail-rules/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { noteBounce } from './bounce.ts'
import { letters } from './letters.table.ts'
import { findThread } from './thread.ts'

export interface KeptEvent {
  channel: { id: string; kind: string; name: string }
  raw: { id: string; body: Uint8Array; meta: Record<string, string>; receivedAt: Date }
  outcome: CardsOutcome
}

type LetterRow = typeof letters.$inferInsert

export async function keepLetter(ctx: Ctx, event: KeptEvent): Promise<CardsOutcome> {
  const details = event.outcome.details as LetterDetails | undefined
  if (!details) return event.outcome
  if (details.kind === 'unreadable') return keepUnreadable(ctx, event, details.why)
  const { letter } = details
  const classified = classifyLetter(letter, await classifyContext(ctx, letter))
  const { kind, outcome } = await decideByRules(ctx, { letter, kind: classified, outcome: event.outcome })
  const isNew = await insertOnce(ctx, event, {
    ...describe(ctx, event, letter),
    outcome: kind.outcome,
    reason: kind.reason,
  })
  if (!isNew) return { kind: 'ignored', reason: 'duplicate' }
  return settle(ctx, outcome, letter, kind)
}

async function settle(
  ctx: Ctx,
  outcome: CardsOutcome,
  letter: Letter,
  kind: Classification,
): Promise<CardsOutcome> {
  if (kind.outcome === 'bounce') await noteBounce(ctx, letter)
  if (kind.outcome !== 'interest') return { kind: 'ignored', reason: kind.outcome }
  if (outcome.kind === 'ignored') return outcome
  const thread = await findThread(ctx, letter)
  return thread ? { ...outcome, preset: { ...outcome.preset, ...thread } } : outcome
}

async function keepUnreadable(ctx: Ctx, event: KeptEvent, why: string): Promise<CardsOutcome> {
  const reason: Words = { ru: `Письмо не разобрать: ${why}`, en: `The letter could not be parsed: ${why}` }
  const arrivedAt = readArrival(event)
  await insertOnce(ctx, event, {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    channelId: event.channel.id,
    eventId: event.raw.id,
    fingerprint: `event:${event.raw.id}`,
    outcome: 'unreadable',
    reason,
    messageId: null,
    subject: '',
    fromName: null,
    fromAddress: null,
    to: '',
    arrivedAt,
    fromJunk: event.raw.meta['junk'] === 'yes',
    senderProof: 'none',
    preview: '',
    hasHtml: false,
  })
  return event.outcome
}

function describe(ctx: Ctx, event: KeptEvent, letter: Letter): Omit<LetterRow, 'outcome' | 'reason'> {
  return {
    workspaceId: ctx.workspaceId,
    id: ctx.newId(),
    channelId: event.channel.id,
    eventId: event.raw.id,
    fingerprint: letterFingerprint(event.raw.body, letter),
    messageId: letter.messageId,
    subject: letter.subject.slice(0, 500),
    fromName: letter.from?.name ?? null,
    fromAddress: letter.from?.address ?? null,
    to: letter.to
      .map((to) => to.address)
      .join(', ')
      .slice(0, 500),
    arrivedAt: readArrival(event),
    fromJunk: event.raw.meta['junk'] === 'yes',
    senderProof: letter.trust.proof,
    preview: letter.reply.slice(0, 300),
    hasHtml: letter.rawHtml !== null,
  }
}

/** False when the same letter was kept before, from another event. */
async function insertOnce(ctx: Ctx, event: KeptEvent, row: LetterRow): Promise<boolean> {
  const inserted = await ctx.db
    .insert(letters)
    .values(row)
    .onConflictDoNothing({ target: [letters.workspaceId, letters.channelId, letters.fingerprint] })
    .returning({ id: letters.id })
  if (inserted.length > 0) return true
  const [known] = await ctx.db
    .select({ eventId: letters.eventId })
    .from(letters)
    .where(
      and(
        eq(letters.workspaceId, ctx.workspaceId),
        eq(letters.channelId, event.channel.id),
        eq(letters.fingerprint, row.fingerprint),
      ),
    )
  // An event read again by hand meets its own row.
  return known?.eventId === event.raw.id
}

/** What classifying needs to know of the workspace. */
export async function classifyContext(ctx: Ctx, letter: Letter) {
  const rows = await ctx.db
    .select({ settings: channels.settings })
    .from(channels)
    .where(
      and(eq(channels.workspaceId, ctx.workspaceId), eq(channels.kind, 'email'), isNull(channels.removedAt)),
    )
  const ownAddresses = rows.flatMap(({ settings }) =>
    typeof settings['address'] === 'string' ? [settings['address'].toLowerCase()] : [],
  )
  const mark = letter.headers.find((header) => header.name === 'x-otklik-instance')?.value ?? ''
  const isOurs = ownAddresses.some((address) => instanceMark({ address }) === mark)
  return { ownAddresses, instanceId: isOurs ? mark : 'none', knownSender: isKnownSender }
}

function readArrival(event: KeptEvent): Date {
  const marked = event.raw.meta['arrivedAt']
  return marked ? new Date(marked) : event.raw.receivedAt
}
