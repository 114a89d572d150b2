/** What came of a try: sent, tried again, failed in words, or unknown until somebody looks. */
import { and, eq } from 'drizzle-orm'
import { recordAudit } from '../audit/index.ts'
import { findConnector, getChannelRow, writeProblem } from '../channels/index.ts'
import type { ChannelError, SendOutcome } from '../channels/channel.ts'
import type { Ctx } from '../platform/ctx.ts'
import { inWorkspaceLanguage } from '../workspaces/index.ts'
import { changeConversation } from './conversation-change.ts'
import { getConversationUnchecked, type ConversationRow } from './conversation-row.ts'
import { applyEarly } from './early.ts'
import { applyReceipt } from './apply-signal.ts'
import { authorActor } from './author.ts'
import { lastPatch } from './last-message.ts'
import { changeMessage, findByExternalId, isMessage, type MessageRow } from './message-row.ts'
import { messageAttachments, messages } from './messages.table.ts'
import { markAnsweredBy } from './answered.ts'
import { channelLines } from './settings.table.ts'

const maxTries = 12
const maxChecks = 6
const longestWaitSeconds = 3600
/** A check soon after the break would race with a message still on its way. */
const checkAfterSeconds = 210

/** Call with the chat and the dialog locked. Told twice it changes nothing. */
export async function settleSent(
  ctx: Ctx,
  conversation: ConversationRow,
  { row, sent }: { row: MessageRow; sent: Partial<SendOutcome> },
): Promise<void> {
  const name = sent.externalId ?? row.externalId
  const names = { externalId: name, parts: sent.parts ?? row.parts, url: sent.url ?? row.url }
  if (row.state !== 'sending' && row.state !== 'unknown' && row.state !== 'failed') {
    if (row.externalId === null && name) await changeMessage(ctx, row, names, 'externalId')
    return
  }
  if (name) await dropEcho(ctx, row, name)
  const after = await changeMessage(
    ctx,
    row,
    { ...names, state: 'sent', error: null, nextTryAt: null, sentAt: ctx.now() },
    'state',
  )
  if (!after.automatic)
    await markAnsweredBy(ctx, conversation, { message: after, actor: await authorActor(ctx, after) })
  await showLast(ctx, conversation.id, await applyReceipts(ctx, conversation, after))
}

/** Resolves when it is written down; the job looks again by itself. */
export async function settleFailure(
  ctx: Ctx,
  conversation: ConversationRow,
  { row, failure }: { row: MessageRow; failure: ChannelError },
): Promise<void> {
  if (row.state !== 'sending') return
  const error = await inWorkspaceLanguage(ctx, failure.words)
  if (failure.kind === 'unknown_outcome') return settleUnknown(ctx, conversation, { row, error })
  if ((failure.kind === 'retry' || failure.kind === 'unreachable') && row.attempts < maxTries)
    return tryLater(ctx, conversation, { row, error, seconds: failure.retryAfterSeconds })
  if (failure.kind === 'auth' && conversation.channelId)
    await writeProblem(ctx, conversation.channelId, 'stopped', failure.words)
  await notePerson(ctx, conversation, failure)
  const after = await changeMessage(ctx, row, { state: 'failed', error, sendingAt: null }, 'state')
  await showLast(ctx, conversation.id, after)
  await recordAudit(ctx, {
    action: 'message.failed',
    object: { kind: 'conversation', id: conversation.id },
    after: { messageId: row.id, error },
  })
}

interface Failed {
  row: MessageRow
  error: string
}

/** Where the connector can look, it looks; else a person decides. Never sent again blindly. */
async function settleUnknown(ctx: Ctx, conversation: ConversationRow, { row, error }: Failed): Promise<void> {
  const channel = conversation.channelId
    ? await getChannelRow(ctx, conversation.channelId).catch(() => undefined)
    : undefined
  const checks = channel && findConnector(channel.kind)?.channel.check !== undefined
  if (checks && row.attempts < maxChecks) {
    // The claim takes what began so long ago for interrupted and has it checked.
    await changeMessage(
      ctx,
      row,
      { error, sendingAt: new Date(ctx.now().getTime() + checkSoonerMs) },
      'error',
    )
    return
  }
  const after = await changeMessage(ctx, row, { state: 'unknown', error, sendingAt: null }, 'state')
  await showLast(ctx, conversation.id, after)
  await recordAudit(ctx, {
    action: 'message.unknown',
    object: { kind: 'conversation', id: conversation.id },
    after: { messageId: row.id, error },
  })
}

const checkSoonerMs = checkAfterSeconds * 1000 - 200_000

async function tryLater(
  ctx: Ctx,
  conversation: ConversationRow,
  { row, error, seconds }: Failed & { seconds: number | null },
): Promise<void> {
  const wait = seconds ?? Math.min(15 * 2 ** (row.attempts - 1), longestWaitSeconds)
  const nextTryAt = new Date(ctx.now().getTime() + wait * 1000)
  await changeMessage(ctx, row, { state: 'queued', error, nextTryAt, sendingAt: null }, 'state')
  // The network's limit holds for the account, not for one dialog.
  if (seconds !== null && conversation.channelId) {
    await ctx.db
      .insert(channelLines)
      .values({ workspaceId: ctx.workspaceId, id: conversation.channelId, restUntil: nextTryAt })
      .onConflictDoUpdate({
        target: [channelLines.workspaceId, channelLines.id],
        set: { restUntil: nextTryAt },
      })
  }
}

/** The network says what the person or the clock did. */
async function notePerson(ctx: Ctx, conversation: ConversationRow, failure: ChannelError): Promise<void> {
  if (failure.kind === 'unreachable_user' && !conversation.forbiddenSince)
    await changeConversation(ctx, conversation, { forbiddenSince: ctx.now() }, { changed: ['writing'] })
  if (failure.kind === 'window_closed')
    await changeConversation(ctx, conversation, { windowUntil: ctx.now() }, { changed: ['writing'] })
}

async function applyReceipts(ctx: Ctx, conversation: ConversationRow, row: MessageRow): Promise<MessageRow> {
  const after = await applyEarly(ctx, conversation, row)
  const began = row.sendingAt ?? row.sentAt ?? ctx.now()
  const { readUntil, deliveredUntil } = conversation
  if (readUntil && readUntil >= began) return applyReceipt(ctx, after, { state: 'read', at: readUntil })
  if (deliveredUntil && deliveredUntil >= began)
    return applyReceipt(ctx, after, { state: 'delivered', at: deliveredUntil })
  return after
}

/** The echo of it came first and was taken for words written elsewhere. */
async function dropEcho(ctx: Ctx, row: MessageRow, name: string): Promise<void> {
  const echo = await findByExternalId(ctx, row.conversationId, name)
  if (!echo || echo.id === row.id || echo.author.kind !== 'outside') return
  await ctx.db
    .delete(messageAttachments)
    .where(
      and(eq(messageAttachments.workspaceId, ctx.workspaceId), eq(messageAttachments.messageId, echo.id)),
    )
  await ctx.db.delete(messages).where(isMessage(ctx, echo.id))
  await ctx.events.emit({
    type: 'message.changed',
    data: { conversationId: row.conversationId, messageId: echo.id, changed: ['gone'] },
  })
}

/** The tick in the list. */
async function showLast(ctx: Ctx, conversationId: string, row: MessageRow): Promise<void> {
  const conversation = await getConversationUnchecked(ctx, conversationId)
  const patch = lastPatch(conversation, row, conversation.last?.attachment ?? null)
  if (Object.keys(patch).length > 0)
    await changeConversation(ctx, conversation, patch, { changed: ['messages'] })
}
