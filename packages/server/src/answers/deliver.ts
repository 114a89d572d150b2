/** One try to deliver an answer: claim it in a transaction, talk to the network outside, write down what came of it. */
import {
  attemptSend,
  getChannelRow,
  interruptedMs,
  openChannel,
  toChannelError,
  unknownWords,
  type OpenChannel,
} from '../channels/index.ts'
import { ChannelError, type CheckOutcome, type OutboundAnswer } from '../channels/channel.ts'
import { readFile } from '../files/index.ts'
import { lockInterest } from '../interests/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { changeAnswer, findAnswerRow, lockAnswer, type AnswerRow } from './answer-row.ts'
import { authorActor } from './author.ts'
import { settleFailure, settleSent } from './settle.ts'

interface Place {
  workspaceId: string
  answerId: string
}

const outbox: Actor = { kind: 'system', name: 'outbox' }

/** Resolves to the time of the next try, or null when there is nothing more to do. */
export async function deliverAnswer(platform: Platform, place: Place): Promise<Date | null> {
  const scope = { workspaceId: place.workspaceId, actor: outbox }
  const claimed = await platform.inWorkspace(scope, (ctx) => claim(ctx, place.answerId))
  if (claimed.kind === 'nothing') return null
  if (claimed.kind === 'later') return claimed.at
  const { row, actor } = claimed
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    platform.inWorkspace({ workspaceId: place.workspaceId, actor }, work)
  const outcome = await tryOnce(platform, run, { row, kind: claimed.kind })
  if (outcome instanceof ChannelError) {
    const failure = claimed.kind === 'check' ? couldNotLook(outcome) : outcome
    return run((ctx) => settleFailure(ctx, row, failure))
  }
  if (outcome.kind === 'absent') return deliverAgain(platform, place, row)
  if (outcome.kind === 'unknown')
    return run((ctx) => settleFailure(ctx, row, new ChannelError('unknown_outcome', unknownWords)))
  // If this cannot be written, the answer stays in `sending` and is checked later: the network has it already.
  await run((ctx) => settleSent(ctx, row, outcome))
  return null
}

async function tryOnce(
  platform: Platform,
  run: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  { row, kind }: { row: AnswerRow; kind: 'send' | 'check' },
): Promise<CheckOutcome | ChannelError> {
  let ready: Ready
  try {
    ready = await run((ctx) => prepare(ctx, row))
  } catch (error) {
    // Nothing went out yet. Trouble of the database or the disk is no failure of the answer: the job is tried again.
    const known = error instanceof ChannelError || (error instanceof AppError && error.code === 'NOT_FOUND')
    if (known) return toChannelError(error)
    if (kind === 'send') await run((ctx) => changeAnswer(ctx, row, { state: 'queued', sendingAt: null }))
    throw error
  }
  try {
    return await attemptSend(platform, ready.channel, { answer: ready.answer, kind })
  } catch (error) {
    return toChannelError(error)
  }
}

type Claimed =
  | { kind: 'nothing' }
  | { kind: 'later'; at: Date }
  | { kind: 'send' | 'check'; row: AnswerRow; actor: Actor }

async function claim(ctx: Ctx, answerId: string): Promise<Claimed> {
  const seen = await findAnswerRow(ctx, answerId)
  if (!seen) return { kind: 'nothing' }
  // The card first, everywhere: two people of one answer must not wait for each other in a circle.
  await lockInterest(ctx, seen.interestId)
  const row = await lockAnswer(ctx, seen.interestId, answerId)
  const now = ctx.now()
  if (row.state === 'queued') {
    if (row.sendAfter > now) return { kind: 'later', at: row.sendAfter }
    return { kind: 'send', row: await startTry(ctx, row), actor: await authorActor(ctx, row) }
  }
  if (row.state !== 'sending') return { kind: 'nothing' }
  const interruptedAt = new Date((row.sendingAt ?? row.createdAt).getTime() + interruptedMs)
  // Another worker may be in the middle of it.
  if (interruptedAt > now) return { kind: 'later', at: interruptedAt }
  return { kind: 'check', row: await startTry(ctx, row), actor: await authorActor(ctx, row) }
}

async function startTry(ctx: Ctx, row: AnswerRow): Promise<AnswerRow> {
  return changeAnswer(ctx, row, { state: 'sending', sendingAt: ctx.now(), attempts: row.attempts + 1 })
}

interface Ready {
  channel: OpenChannel
  answer: OutboundAnswer
}

async function prepare(ctx: Ctx, row: AnswerRow): Promise<Ready> {
  const channel = openChannel(ctx.platform.vault, await getChannelRow(ctx, row.channelId))
  const attachments: OutboundAnswer['attachments'] = []
  for (const id of row.fileIds) {
    const file = await readFile(ctx, id)
    attachments.push({ name: file.row.name, mime: file.row.mime, content: file.content })
  }
  const answer = { id: row.id, text: row.text, target: row.target, authorName: row.authorName, attachments }
  const name = channel.connector.channel.nameAnswer?.(answer, channel.config)
  if (name !== undefined && row.externalId !== name)
    await changeAnswer(ctx, row, { state: 'sending', externalId: name })
  return { channel, answer }
}

/** It never arrived, so it may be sent; the state stays `sending` and the try begins anew. */
async function deliverAgain(platform: Platform, place: Place, row: AnswerRow): Promise<Date | null> {
  await platform.inWorkspace({ workspaceId: place.workspaceId, actor: outbox }, (ctx) =>
    changeAnswer(ctx, row, { state: 'queued', sendAfter: ctx.now() }),
  )
  return deliverAnswer(platform, place)
}

/** That nobody could look says nothing about the answer: it may have arrived, so no failure of a look sends it again. */
function couldNotLook(cause: ChannelError): ChannelError {
  const { words } = cause
  if (cause.kind === 'unknown_outcome') return cause
  return new ChannelError(
    'unknown_outcome',
    { ru: `${unknownWords.ru} (${words.ru})`, en: `${unknownWords.en} (${words.en})` },
    { cause },
  )
}
