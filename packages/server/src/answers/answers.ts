/** The outbox: an answer is written down first, can be taken back while it waits, and is sent by a job. */
import type { Answer } from '@otklik/contract'
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { findConnector, type ChannelRow } from '../channels/index.ts'
import { channels } from '../channels/channels.table.ts'
import type { ReplyTarget, Words } from '../channels/channel.ts'
import { listFileRows } from '../files/index.ts'
import {
  getInterestRow,
  lockInterest,
  setAnswerState,
  unmarkAnswered,
  type InterestRow,
} from '../interests/index.ts'
import { actingMemberId, actorBrief } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import {
  changeAnswer,
  findAnswerRow,
  listAnswerRows,
  lockAnswer,
  tellAnswer,
  viewAnswer,
  type AnswerRow,
} from './answer-row.ts'
import { answers } from './answers.table.ts'
import { sendAnswerJob } from './send-answer.ts'
import { settleSent } from './settle.ts'
import { inWorkspaceLanguage } from '../workspaces/index.ts'

export interface AnswerInput {
  id: string
  answerId: string
  text: string
  fileIds: string[]
}

export async function listAnswers(ctx: Ctx, interestId: string): Promise<{ items: Answer[] }> {
  await getInterestRow(ctx, interestId)
  const items: Answer[] = []
  for (const row of await listAnswerRows(ctx, interestId)) items.push(await viewAnswer(ctx, row))
  return { items }
}

/** The client makes the id, so a repeated press is one answer. Two people at once: the second learns who was first. */
export async function createAnswer(ctx: Ctx, input: AnswerInput): Promise<Answer> {
  const card = await lockInterest(ctx, input.id)
  const known = await findAnswerRow(ctx, input.answerId)
  if (known) {
    if (known.interestId !== card.id)
      throw new AppError('CONFLICT', { message: 'This answerId belongs to another card' })
    return viewAnswer(ctx, known)
  }
  if (card.processedAt)
    throw new AppError('CONFLICT', { message: 'This card is processed already; open it again to answer' })
  await refuseSecond(ctx, card.id)
  const { channel, target } = await findWay(ctx, card)
  await checkContent(ctx, channel, input)
  const row = await insertAnswer(ctx, { input, channelId: channel.id, target })
  await recordAudit(ctx, {
    action: 'answer.created',
    object: { kind: 'interest', id: card.id },
    after: { answerId: row.id, text: row.text, channel: channel.name },
  })
  return viewAnswer(ctx, row)
}

/** Works while it waits; afterwards it is too late. */
export async function cancelAnswer(ctx: Ctx, interestId: string, answerId: string): Promise<Answer> {
  await lockInterest(ctx, interestId)
  const row = await lockAnswer(ctx, interestId, answerId)
  if (row.state === 'cancelled') return viewAnswer(ctx, row)
  if (row.state !== 'queued')
    throw new AppError('CONFLICT', { message: 'Too late: the answer is already on its way' })
  const after = await changeAnswer(ctx, row, { state: 'cancelled', error: null })
  await recordAudit(ctx, {
    action: 'answer.cancelled',
    object: { kind: 'interest', id: interestId },
    before: { answerId, text: row.text },
  })
  return viewAnswer(ctx, after)
}

/** A person decides what the program cannot know: whether it arrived, or that it goes out once more. */
export async function resolveAnswer(
  ctx: Ctx,
  input: { id: string; answerId: string; decision: 'resend' | 'arrived' },
): Promise<Answer> {
  await lockInterest(ctx, input.id)
  const row = await lockAnswer(ctx, input.id, input.answerId)
  if (!['failed', 'unknown', 'bounced'].includes(row.state))
    throw new AppError('CONFLICT', { message: 'Nothing to decide: this answer did not fail' })
  const after = input.decision === 'resend' ? await resend(ctx, row) : await settleSent(ctx, row, {})
  await recordAudit(ctx, {
    action: 'answer.resolved',
    object: { kind: 'interest', id: input.id },
    before: { answerId: row.id, state: row.state },
    after: { decision: input.decision },
  })
  return viewAnswer(ctx, after)
}

/** The letter came back: the card waits for an answer again. Called by the reader of letters. */
export async function markBounced(ctx: Ctx, answerId: string, words: Words): Promise<void> {
  const seen = await findAnswerRow(ctx, answerId)
  if (!seen) return
  await lockInterest(ctx, seen.interestId)
  const row = await lockAnswer(ctx, seen.interestId, answerId)
  if (row.state === 'bounced' || row.state === 'cancelled') return
  const error = await inWorkspaceLanguage(ctx, words)
  await changeAnswer(ctx, row, { state: 'bounced', error })
  await unmarkAnswered(ctx, row.interestId, { way: 'answer', note: error })
  await recordAudit(ctx, {
    action: 'answer.bounced',
    object: { kind: 'interest', id: row.interestId },
    after: { answerId, error },
  })
}

async function resend(ctx: Ctx, row: AnswerRow): Promise<AnswerRow> {
  const after = await changeAnswer(ctx, row, {
    state: 'queued',
    error: null,
    attempts: 0,
    sendAfter: ctx.now(),
    sendingAt: null,
  })
  await ctx.jobs.enqueue(sendAnswerJob, { workspaceId: ctx.workspaceId, answerId: row.id })
  return after
}

/** The card is locked, so this is a wall and not a hint. */
async function refuseSecond(ctx: Ctx, interestId: string): Promise<void> {
  const [other] = await ctx.db
    .select()
    .from(answers)
    .where(
      and(
        eq(answers.workspaceId, ctx.workspaceId),
        eq(answers.interestId, interestId),
        inArray(answers.state, ['queued', 'sending', 'unknown']),
      ),
    )
    .limit(1)
  if (!other) return
  if (other.state === 'unknown') {
    throw new AppError('CONFLICT', {
      message: 'Nobody knows whether the last answer arrived: look at the source and decide about it first',
    })
  }
  if (other.memberId === null)
    throw new AppError('CONFLICT', { message: `${other.authorName} is answering this card` })
  throw new AppError('ANSWER_UNDER_WAY', {
    message: `${other.authorName} is answering this card`,
    data: { memberId: other.memberId, memberName: other.authorName },
  })
}

interface Way {
  channel: ChannelRow
  target: ReplyTarget
}

/** The card's own channel where it can reach the target; a letter may go by any connected mailbox. */
async function findWay(ctx: Ctx, card: InterestRow): Promise<Way> {
  const target = card.replyTarget
  if (!target || !card.channelId) throw new AppError('CANNOT_ANSWER_HERE')
  const rows = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), isNull(channels.removedAt)))
    .orderBy(asc(channels.createdAt))
  const reaching = rows.filter((row) =>
    findConnector(row.kind)?.channel.manifest.answersTo.includes(target.kind),
  )
  const own = reaching.find((row) => row.id === card.channelId)
  const channel =
    own ?? (target.kind === 'mail' ? reaching.find((row) => row.state !== 'stopped') : undefined)
  if (channel) return { channel, target }
  throw new AppError(
    'CANNOT_ANSWER_HERE',
    target.kind === 'mail' ? { message: 'Connect a mailbox to answer by letter' } : {},
  )
}

async function checkContent(ctx: Ctx, channel: ChannelRow, input: AnswerInput): Promise<void> {
  const limit = findConnector(channel.kind)?.channel.manifest.textLimit ?? null
  if (limit !== null && input.text.length > limit) {
    throw invalid(`At most ${limit} characters fit; yours has ${input.text.length}`, { text: 'too_long' })
  }
  if (input.text.trim() === '') throw invalid('Write the answer', { text: 'required' })
  const files = await listFileRows(ctx, input.fileIds)
  if (files.length !== new Set(input.fileIds).size)
    throw invalid('Some files are not here', { fileIds: 'unknown' })
}

async function insertAnswer(
  ctx: Ctx,
  { input, channelId, target }: { input: AnswerInput; channelId: string; target: ReplyTarget },
): Promise<AnswerRow> {
  const wait = ctx.platform.config.undoSeconds * 1000
  const sendAfter = new Date(ctx.now().getTime() + wait)
  const [row] = await ctx.db
    .insert(answers)
    .values({
      workspaceId: ctx.workspaceId,
      id: input.answerId,
      interestId: input.id,
      channelId,
      memberId: actingMemberId(ctx.actor) ?? null,
      authorName: actorBrief(ctx.actor).name,
      text: input.text,
      fileIds: input.fileIds,
      target,
      state: 'queued',
      createdAt: ctx.now(),
      sendAfter,
    })
    .returning()
  if (!row) throw new Error('the answer was not written')
  await setAnswerState(ctx, row.interestId, 'queued')
  await tellAnswer(ctx, row)
  await ctx.jobs.enqueue(
    sendAnswerJob,
    { workspaceId: ctx.workspaceId, answerId: row.id },
    wait > 0 ? { startAfter: sendAfter } : {},
  )
  return row
}
