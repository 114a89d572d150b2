/** News of a phone call: merged with what is known, and shown on the one card of the call. */
import { isDeepStrictEqual } from 'node:util'
import { and, eq } from 'drizzle-orm'
import type { CallNews } from '../channels/channel.ts'
import type { Taken, TakenFrom } from '../channels/index.ts'
import { normalPhone, resolveContact } from '../contacts/index.ts'
import {
  changeInterest,
  cleanStrings,
  lockInterest,
  markAnswered,
  processInterest,
  recordInterest,
  recountProofs,
  shortKey,
  unmarkAnswered,
  type InterestPatch,
  type InterestRow,
} from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { addRecordingProof } from '../proofs/index.ts'
import { composeCard } from './call-card.ts'
import { factsOf, isTalk, mergeFacts, nothingKnown, type CallFacts } from './call-facts.ts'
import { calls } from './calls.table.ts'
import {
  answerByLaterTalk,
  answerEarlierMissed,
  asOperator,
  lockNumber,
  type CallRow,
} from './missed-calls.ts'

/** The same news again, or in another order, leaves the same card. */
export async function takeCall(
  ctx: Ctx,
  from: TakenFrom,
  { call }: { kind: 'call'; call: CallNews },
): Promise<Taken> {
  const news = storableNews(call, ctx.now())
  const before = await lockCall(ctx, from.channel.id, news.callId)
  const merged = mergeFacts(before.facts, factsOf(news))
  if (before.interestId !== null && isDeepStrictEqual(before.facts, merged))
    return { interestIds: [before.interestId], created: false }
  const row = await saveFacts(ctx, before, merged)
  if (row.phone !== null) await lockNumber(ctx, row.phone)
  if (row.direction === null || row.startedAt === null) return { interestIds: [], created: false }
  const { interestId, created } = await showCard(ctx, from, row)
  const shown = { ...row, interestId }
  await applyStage(ctx, before.interestId === null ? nothingKnown : before.facts, shown)
  return { interestIds: [interestId], created }
}

/** Numbers in one form; a hidden one («anonymous») is none. */
function storableNews(given: CallNews, now: Date): CallNews {
  const { at, startedAt, ...rest } = given
  const clean = cleanStrings(rest)
  const phone = clean.phone === null || !/\d/.test(clean.phone) ? null : clean.phone.slice(0, 40)
  return {
    ...clean,
    at: notLater(at, now),
    startedAt: startedAt && notLater(startedAt, now),
    callId: shortKey(clean.callId),
    phone: phone === null ? null : (normalPhone(phone) ?? phone),
    recordings: clean.recordings.slice(0, 20),
  }
}

function notLater(at: Date, now: Date): Date {
  return at > now ? now : at
}

/** Made when it is not there; nobody else changes it until this transaction ends. */
async function lockCall(ctx: Ctx, channelId: string, externalId: string): Promise<CallRow> {
  const [row] = await ctx.db
    .insert(calls)
    .values({
      workspaceId: ctx.workspaceId,
      id: ctx.newId(),
      channelId,
      externalId,
      facts: nothingKnown,
      createdAt: ctx.now(),
    })
    .onConflictDoUpdate({
      target: [calls.workspaceId, calls.channelId, calls.externalId],
      set: { externalId },
    })
    .returning()
  if (!row) throw new Error('a call was neither made nor found')
  return row
}

async function saveFacts(ctx: Ctx, { id }: CallRow, facts: CallFacts): Promise<CallRow> {
  const phone = facts.phone?.value
  const direction = facts.direction?.value
  const [row] = await ctx.db
    .update(calls)
    .set({
      facts,
      phone: phone === undefined ? null : (normalPhone(phone) ?? null),
      direction: direction === 'in' || direction === 'out' ? direction : null,
      stage: facts.stage,
      startedAt: facts.startedAt === null ? null : new Date(facts.startedAt),
    })
    .where(and(eq(calls.workspaceId, ctx.workspaceId), eq(calls.id, id)))
    .returning()
  if (!row) throw new Error('a locked call vanished')
  return row
}

async function showCard(
  ctx: Ctx,
  from: TakenFrom,
  row: CallRow,
): Promise<{ interestId: string; created: boolean }> {
  const inbound = composeCard(row.externalId, row.facts, row.startedAt ?? ctx.now())
  if (row.interestId !== null) {
    await rewriteCard(ctx, await lockInterest(ctx, row.interestId), inbound)
    return { interestId: row.interestId, created: false }
  }
  const recorded = await recordInterest(ctx, { ...from, inbound, recognisedBy: null })
  await ctx.db
    .update(calls)
    .set({ interestId: recorded.interestId })
    .where(and(eq(calls.workspaceId, ctx.workspaceId), eq(calls.id, row.id)))
  return recorded
}

async function rewriteCard(
  ctx: Ctx,
  card: InterestRow,
  inbound: ReturnType<typeof composeCard>,
): Promise<void> {
  const { action, sourceUrl, sourceTitle, occurredAt, fields, replyTarget, author } = inbound
  const met = card.contactId === null && author !== null
  const patch: InterestPatch = {
    action,
    sourceUrl,
    sourceTitle,
    occurredAt,
    fields,
    replyTarget,
    ...(met && {
      contactId: await resolveContact(ctx, author),
      authorName: author.name,
      author: { network: author.network, photoUrl: null, profileUrl: null, email: null, phone: author.phone },
    }),
  }
  await changeInterest(ctx, card, patch, {
    action: 'interest.call_told',
    after: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
  })
  await ctx.events.emit({ type: 'interest.changed', data: { interestId: card.id, changed: ['call'] } })
}

/** What the news do to the work: a talk answers the card, a recording proves it, a missed call waits. */
async function applyStage(ctx: Ctx, before: CallFacts, row: CallRow & { interestId: string }): Promise<void> {
  const { interestId, facts } = row
  const talked = isTalk(row.stage)
  const began = talked && !isTalk(before.stage)
  const ours = row.direction === 'out'
  const proven = talked && !began ? before.recordings : []
  const links = talked ? linksOf(facts).filter((link) => !linksOf({ recordings: proven }).includes(link)) : []
  for (const link of links) await addRecordingProof(asOperator(ctx, row), interestId, link)
  if (ours && before.direction?.value !== 'out')
    await processInterest(asOperator(ctx, row), interestId, {
      way: 'no_reply_needed',
      reason: 'Исходящий звонок',
    })
  if (began && !ours)
    await markAnswered(asOperator(ctx, row), interestId, { way: links.length > 0 ? 'proof' : 'answer' })
  else if (links.length > 0) await recountProofs(ctx, interestId)
  if (began) await answerEarlierMissed(ctx, row)
  if (row.stage !== 'missed' || before.stage === 'missed' || ours) return
  if (isTalk(before.stage)) await reopenMissed(ctx, interestId)
  await answerByLaterTalk(ctx, row)
}

/** Somebody took the call, and yet the telephony calls it missed in the end: its last word holds. */
async function reopenMissed(ctx: Ctx, interestId: string): Promise<void> {
  await unmarkAnswered(ctx, interestId, { way: 'answer' })
  await unmarkAnswered(ctx, interestId, { way: 'proof' })
}

function linksOf({ recordings }: Pick<CallFacts, 'recordings'>): string[] {
  return recordings.flatMap(({ url }) => url ?? [])
}
