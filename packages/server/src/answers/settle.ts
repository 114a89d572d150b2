/** What came of a try: sent with proof, tried again, failed in words, or unknown until somebody looks. */
import { recordAudit } from '../audit/index.ts'
import { findConnector, getChannelRow, writeProblem } from '../channels/index.ts'
import type { ChannelError } from '../channels/channel.ts'
import { lockInterest } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { addAnswerProof } from '../proofs/index.ts'
import { inWorkspaceLanguage } from '../workspaces/index.ts'
import { changeAnswer, lockAnswer, type AnswerRow } from './answer-row.ts'

const maxTries = 12
const maxChecks = 6
const longestWaitSeconds = 3600
/** A check soon after the break would race with a letter still on its way. */
const checkAfterSeconds = 210

/** Sent: the answer itself becomes the proof and the card is processed. */
export async function settleSent(
  ctx: Ctx,
  row: AnswerRow,
  sent: { externalId?: string; url?: string | null },
): Promise<AnswerRow> {
  await lockInterest(ctx, row.interestId)
  const after = await changeAnswer(ctx, row, {
    state: 'sent',
    error: null,
    sentAt: ctx.now(),
    externalId: sent.externalId ?? row.externalId,
    url: sent.url ?? row.url,
  })
  await addAnswerProof(ctx, row.interestId, { id: row.id, text: row.text })
  await recordAudit(ctx, {
    action: 'answer.sent',
    object: { kind: 'interest', id: row.interestId },
    after: { answerId: row.id, externalId: after.externalId },
  })
  return after
}

/** Resolves to the time of the next try, or null when a person must decide. */
export async function settleFailure(
  ctx: Ctx,
  { interestId, id }: AnswerRow,
  failure: ChannelError,
): Promise<Date | null> {
  await lockInterest(ctx, interestId)
  const row = await lockAnswer(ctx, interestId, id)
  if (row.state !== 'sending') return null
  const error = await inWorkspaceLanguage(ctx, failure.words)
  if (failure.kind === 'unknown_outcome') return settleUnknown(ctx, row, error)
  if ((failure.kind === 'retry' || failure.kind === 'unreachable') && row.attempts < maxTries)
    return tryLater(ctx, row, { error, seconds: failure.retryAfterSeconds })
  if (failure.kind === 'auth') await writeProblem(ctx, row.channelId, 'stopped', failure.words)
  await changeAnswer(ctx, row, { state: 'failed', error, sendingAt: null })
  await recordAudit(ctx, {
    action: 'answer.failed',
    object: { kind: 'interest', id: interestId },
    after: { answerId: id, error },
  })
  return null
}

/** Where the connector can look, it looks; else a person decides. Never sent again blindly. */
async function settleUnknown(ctx: Ctx, row: AnswerRow, error: string): Promise<Date | null> {
  const channel = await getChannelRow(ctx, row.channelId).catch(() => undefined)
  const checks = channel && findConnector(channel.kind)?.channel.check !== undefined
  if (checks && row.attempts < maxChecks) {
    await changeAnswer(ctx, row, { state: 'sending', error })
    return new Date(ctx.now().getTime() + checkAfterSeconds * 1000)
  }
  await changeAnswer(ctx, row, { state: 'unknown', error, sendingAt: null })
  await recordAudit(ctx, {
    action: 'answer.unknown',
    object: { kind: 'interest', id: row.interestId },
    after: { answerId: row.id, error },
  })
  return null
}

async function tryLater(
  ctx: Ctx,
  row: AnswerRow,
  { error, seconds }: { error: string; seconds: number | null },
): Promise<Date> {
  const wait = seconds ?? Math.min(15 * 2 ** (row.attempts - 1), longestWaitSeconds)
  const sendAfter = new Date(ctx.now().getTime() + wait * 1000)
  await changeAnswer(ctx, row, { state: 'queued', error, sendAfter, sendingAt: null })
  return sendAfter
}
