/** Sends what waits in one dialog, in order: claim in a transaction, talk to the network outside, write down what came of it. */
import { and, eq } from 'drizzle-orm'
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
import type { Actor } from '../platform/actor.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { lockChat } from './chat.ts'
import { getConversationUnchecked, lockConversation, type ConversationRow } from './conversation-row.ts'
import { changeMessage, findHeadOfQueue, getMessage, type MessageRow } from './message-row.ts'
import { settleFailure, settleSent } from './settle.ts'
import { channelLines } from './settings.table.ts'

export interface DialogPlace {
  workspaceId: string
  conversationId: string
}

const outbox: Actor = { kind: 'system', name: 'outbox' }

/** Resolves to the time of the next try, or null when nothing waits that could go. */
export async function deliverDialog(platform: Platform, place: DialogPlace): Promise<Date | null> {
  const run = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    platform.inWorkspace({ workspaceId: place.workspaceId, actor: outbox }, work)
  for (;;) {
    const claimed = await run((ctx) => claim(ctx, place.conversationId))
    if (claimed.kind === 'nothing') return null
    if (claimed.kind === 'later') return claimed.at
    const outcome = await tryOnce(platform, run, claimed)
    // If this cannot be written, the message stays in `sending` and is checked later: the network has it already.
    await run((ctx) => settle(ctx, claimed.row, outcome))
  }
}

type Claimed =
  | { kind: 'nothing' }
  | { kind: 'later'; at: Date }
  | { kind: 'send' | 'check'; row: MessageRow; conversation: ConversationRow }

/** An unknown outcome stops what stands behind it until a person decides. */
async function claim(ctx: Ctx, conversationId: string): Promise<Claimed> {
  const conversation = await lockConversation(ctx, conversationId)
  const row = await findHeadOfQueue(ctx, conversationId)
  if (!row || row.state === 'unknown') return { kind: 'nothing' }
  const now = ctx.now()
  if (row.state === 'sending') {
    const interruptedAt = new Date((row.sendingAt ?? row.occurredAt).getTime() + interruptedMs)
    // Another worker may be in the middle of it.
    if (interruptedAt > now) return { kind: 'later', at: interruptedAt }
    return { kind: 'check', row: await startTry(ctx, row), conversation }
  }
  const notBefore = await earliest(ctx, conversation, row)
  if (notBefore > now) return { kind: 'later', at: notBefore }
  return { kind: 'send', row: await startTry(ctx, row), conversation }
}

async function earliest(ctx: Ctx, { channelId }: ConversationRow, row: MessageRow): Promise<Date> {
  const [line] = channelId
    ? await ctx.db
        .select({ restUntil: channelLines.restUntil })
        .from(channelLines)
        .where(and(eq(channelLines.workspaceId, ctx.workspaceId), eq(channelLines.id, channelId)))
    : []
  const times = [row.sendAfter, row.nextTryAt, line?.restUntil].map((time) => time?.getTime() ?? 0)
  return new Date(Math.max(...times))
}

async function startTry(ctx: Ctx, row: MessageRow): Promise<MessageRow> {
  return changeMessage(
    ctx,
    row,
    { state: 'sending', sendingAt: ctx.now(), attempts: row.attempts + 1 },
    'state',
  )
}

async function tryOnce(
  platform: Platform,
  run: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  { row, conversation, kind }: Extract<Claimed, { kind: 'send' | 'check' }>,
): Promise<CheckOutcome | ChannelError> {
  let ready: { channel: OpenChannel; answer: OutboundAnswer }
  try {
    ready = await run((ctx) => prepare(ctx, conversation, row))
  } catch (error) {
    // Nothing went out yet. Trouble of the database or the disk is no failure of the message: the job is tried again.
    const known = error instanceof ChannelError || (error instanceof AppError && error.code === 'NOT_FOUND')
    if (known) return toChannelError(error)
    if (kind === 'send')
      await run((ctx) => changeMessage(ctx, row, { state: 'queued', sendingAt: null }, 'state'))
    throw error
  }
  try {
    return await attemptSend(platform, ready.channel, { answer: ready.answer, kind })
  } catch (error) {
    return toChannelError(error)
  }
}

async function prepare(ctx: Ctx, { channelId, replyTarget }: ConversationRow, row: MessageRow) {
  if (!channelId || !replyTarget) throw new ChannelError('forbidden', nowhereWords)
  const channel = openChannel(ctx.platform.vault, await getChannelRow(ctx, channelId))
  const attachments: OutboundAnswer['attachments'] = []
  for (const id of row.fileIds) {
    const file = await readFile(ctx, id)
    attachments.push({ name: file.row.name, mime: file.row.mime, content: file.content })
  }
  const answer: OutboundAnswer = {
    id: row.id,
    text: row.text,
    target: replyTarget,
    authorName: row.author.name,
    attachments,
    replyToId: row.replyToExternalId,
  }
  const name = channel.connector.channel.nameAnswer?.(answer, channel.config)
  if (name !== undefined && row.externalId !== name)
    await changeMessage(ctx, row, { externalId: name }, 'externalId')
  return { channel, answer }
}

const nowhereWords = {
  ru: 'Неизвестно, куда отправлять: канал не сказал адреса',
  en: 'Nobody knows where to send: the channel gave no address',
}

/** The chat is locked first: receipts that came before the result are waiting for it. */
async function settle(ctx: Ctx, claimed: MessageRow, outcome: CheckOutcome | ChannelError): Promise<void> {
  const seen = await getConversationUnchecked(ctx, claimed.conversationId)
  if (seen.channelId) await lockChat(ctx, { channelId: seen.channelId, chatId: seen.externalChatId })
  const conversation = await lockConversation(ctx, seen.id)
  const row = await getMessage(ctx, conversation.id, claimed.id)
  if (outcome instanceof ChannelError) return settleFailure(ctx, conversation, { row, failure: outcome })
  if (outcome.kind === 'arrived') return settleSent(ctx, conversation, { row, sent: outcome })
  if (outcome.kind === 'unknown')
    return settleFailure(ctx, conversation, {
      row,
      failure: new ChannelError('unknown_outcome', unknownWords),
    })
  // It never arrived, so it may be sent.
  await changeMessage(ctx, row, { state: 'queued', sendingAt: null }, 'state')
}
