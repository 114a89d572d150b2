/** Acts at the network that are no sending: edits, removals, «печатает». Rights in a transaction, the network outside of it. */
import type { Message } from '@otklik/contract'
import { createIo, getChannelRow, openChannel, type OpenChannel } from '../channels/index.ts'
import { ChannelError, type ChannelAct } from '../channels/channel.ts'
import { recordAudit } from '../audit/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, invalid } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { applyEdit, applyRemoval } from './apply-signal.ts'
import type { ConversationRow } from './conversation-row.ts'
import { readAbilities, requireReach } from './gate.ts'
import { lockPlace } from './message-acts.ts'
import { changeMessage, type MessageRow } from './message-row.ts'
import { viewMessage } from './messages.view.ts'
import { getVisibleConversation } from './visibility.ts'

type Run = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

interface Place {
  id: string
  messageId: string
}

const limitMs = 20_000

/** A waiting message or a note is changed here alone. */
export async function editMessage(run: Run, { text, ...place }: Place & { text: string }): Promise<Message> {
  const ready = await run(async (ctx) => {
    const { conversation, message } = await lockPlace(ctx, place)
    requireOwn(ctx, message)
    if (isHereOnly(message)) {
      await applyHere(ctx, message, text)
      return null
    }
    return prepare(ctx, conversation, message, 'edit_message')
  })
  if (ready) await perform(ready, { kind: 'edit', ...ready.name, text })
  return run(async (ctx) => {
    const { conversation, message } = await lockPlace(ctx, place)
    const after = ready ? await applyEdit(ctx, message, { text, at: ctx.now(), by: ctx.actor.name }) : message
    await recordAudit(ctx, {
      action: 'message.edited',
      object: { kind: 'conversation', id: conversation.id },
      after: { messageId: message.id, text },
    })
    return viewMessage(ctx, after)
  })
}

export async function removeMessage(run: Run, place: Place): Promise<Message> {
  const ready = await run(async (ctx) => {
    const { conversation, message } = await lockPlace(ctx, place)
    requireOwn(ctx, message)
    if (message.removedAt || isHereOnly(message)) return null
    return prepare(ctx, conversation, message, 'remove_message')
  })
  if (ready) await perform(ready, { kind: 'remove', ...ready.name })
  return run(async (ctx) => {
    const { conversation, message } = await lockPlace(ctx, place)
    const waiting =
      message.state === 'queued'
        ? await changeMessage(ctx, message, { state: 'cancelled' }, 'state')
        : message
    const after = await applyRemoval(ctx, waiting, { at: ctx.now(), by: 'us' })
    await recordAudit(ctx, {
      action: 'message.removed',
      object: { kind: 'conversation', id: conversation.id },
      before: { messageId: message.id, text: message.text },
    })
    return viewMessage(ctx, after)
  })
}

/** Nobody waits for it: a network that is slow or refuses changes nothing here. */
export async function tellTyping(run: Run, platform: Platform, id: string): Promise<void> {
  const ready = await run(async (ctx) => {
    const conversation = await getVisibleConversation(ctx, id)
    const { acts } = await readAbilities(ctx, conversation)
    if (!acts.includes('typing') || !conversation.channelId || !conversation.replyTarget) return null
    return {
      channel: openChannel(ctx.platform.vault, await getChannelRow(ctx, conversation.channelId)),
      target: conversation.replyTarget,
      platform,
    }
  })
  if (!ready) return
  await perform(ready, { kind: 'typing', target: ready.target }).catch((error: unknown) =>
    platform.log.info({ err: error, conversationId: id }, 'the network was not told of typing'),
  )
}

interface Ready {
  channel: OpenChannel
  platform: Platform
}

async function prepare(
  ctx: Ctx,
  conversation: ConversationRow,
  message: MessageRow,
  act: 'edit_message' | 'remove_message',
) {
  await requireReach(ctx, conversation)
  const { acts } = await readAbilities(ctx, conversation)
  if (!acts.includes(act) || !conversation.channelId || !conversation.replyTarget || !message.externalId)
    throw new AppError('CANNOT_WRITE_HERE', { message: cannotWords.en, data: { words: cannotWords } })
  return {
    platform: ctx.platform,
    channel: openChannel(ctx.platform.vault, await getChannelRow(ctx, conversation.channelId)),
    name: { target: conversation.replyTarget, externalId: message.externalId },
  }
}

const cannotWords = {
  ru: 'Сеть не даёт менять отправленные сообщения через программу.',
  en: 'The network does not let programs change what was sent.',
}

async function perform({ channel, platform }: Ready, act: ChannelAct): Promise<void> {
  const io = createIo(platform, AbortSignal.timeout(limitMs), {
    connector: channel.row.kind,
    channelId: channel.row.id,
  })
  try {
    await channel.connector.channel.act?.(act, channel.config, io)
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    throw new AppError('CANNOT_WRITE_HERE', {
      message: error.words.en,
      data: { words: error.words },
      cause: error,
    })
  }
}

function requireOwn(ctx: Ctx, message: MessageRow): void {
  if (message.direction !== 'out' && message.direction !== 'note')
    throw invalid('Only our own words can be changed', { messageId: 'not_ours' })
  if (message.state === 'sending' || message.state === 'unknown')
    throw new AppError('CONFLICT', { message: 'Wait until it is known whether the message arrived' })
  if (ctx.actor.kind === 'member' && message.direction === 'note' && message.memberId !== ctx.actor.memberId)
    throw invalid('A note is changed by whoever wrote it', { messageId: 'not_yours' })
}

function isHereOnly(message: MessageRow): boolean {
  return (
    message.direction === 'note' ||
    message.state === 'queued' ||
    message.state === 'failed' ||
    message.state === 'cancelled'
  )
}

async function applyHere(ctx: Ctx, message: MessageRow, text: string): Promise<void> {
  if (message.direction === 'note') await applyEdit(ctx, message, { text, at: ctx.now(), by: ctx.actor.name })
  else await changeMessage(ctx, message, { text }, 'text')
}
