/** Edits, removals, receipts, permissions and typing, as networks tell them: again, late and before the message itself. */
import { and, eq, inArray, lte } from 'drizzle-orm'
import type { MessageState } from '@otklik/contract'
import type { Signal, ThingRef } from '../channels/channel.ts'
import type { Taken, TakenFrom } from '../channels/index.ts'
import { cleanStrings, shortKey } from '../interests/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { applyEdit, applyReceipt, applyRemoval, applyRestoral } from './apply-signal.ts'
import { createConversation, findChat, lockChat, personOf } from './chat.ts'
import { changeConversation } from './conversation-change.ts'
import { lockConversation, type ConversationRow } from './conversation-row.ts'
import { keepEarly, type EarlySignal } from './early.ts'
import { findByExternalId, messageColumns, type MessageRow } from './message-row.ts'
import { messages } from './messages.table.ts'
import { writeSystem } from './system-message.ts'

type SignalOf<K extends Signal['kind']> = Extract<Signal, { kind: K }>
type MessageRef = Extract<ThingRef, { kind: 'message' }>

const nothing: Taken = { interestIds: [], created: false }

export async function takeEdited(ctx: Ctx, from: TakenFrom, signal: SignalOf<'edited'>): Promise<Taken> {
  const text = cleanStrings(signal.text)
  return applyOrKeep(ctx, from, signal.of, {
    early: { kind: 'edited', at: signal.at, text },
    apply: (row) => applyEdit(ctx, row, { text, at: signal.at, by: row.author.name }),
  })
}

export async function takeRemoved(ctx: Ctx, from: TakenFrom, signal: SignalOf<'removed'>): Promise<Taken> {
  const { at, by } = signal
  return applyOrKeep(ctx, from, signal.of, {
    early: { kind: 'removed', at, by },
    apply: (row) => applyRemoval(ctx, row, { at, by }),
  })
}

export async function takeRestored(
  ctx: Ctx,
  from: TakenFrom,
  { of, at }: SignalOf<'restored'>,
): Promise<Taken> {
  return applyOrKeep(ctx, from, of, {
    early: { kind: 'restored', at },
    apply: (row) => applyRestoral(ctx, row, at),
  })
}

export async function takeReceipt(ctx: Ctx, from: TakenFrom, signal: SignalOf<'receipt'>): Promise<Taken> {
  const { chatId, messageId, state, at } = signal
  if (messageId !== null) {
    return applyOrKeep(
      ctx,
      from,
      { kind: 'message', chatId, messageId },
      {
        early: { kind: state, at },
        apply: (row) => applyReceipt(ctx, row, { state, at }),
      },
    )
  }
  const place = { channelId: from.channel.id, chatId: shortKey(chatId) }
  await lockChat(ctx, place)
  const seen = await findChat(ctx, place)
  if (!seen) return nothing
  const conversation = await lockConversation(ctx, seen.id)
  for (const row of await listUnread(ctx, conversation.id, at)) await applyReceipt(ctx, row, { state, at })
  const column = state === 'read' ? 'readUntil' : 'deliveredUntil'
  const known = conversation[column]
  if (!known || known < at) await changeConversation(ctx, conversation, { [column]: at }, { changed: [] })
  return nothing
}

export async function takePermission(
  ctx: Ctx,
  from: TakenFrom,
  signal: SignalOf<'permission'>,
): Promise<Taken> {
  const place = { channelId: from.channel.id, chatId: shortKey(signal.chatId) }
  await lockChat(ctx, place)
  const seen = await findChat(ctx, place)
  if (!seen) {
    if (signal.allowed) await openSilently(ctx, from, signal)
    return nothing
  }
  const conversation = await lockConversation(ctx, seen.id)
  // Whoever wrote after that has allowed it since.
  if (!signal.allowed && conversation.lastInAt && conversation.lastInAt > signal.at) return nothing
  if ((conversation.forbiddenSince === null) === signal.allowed) return nothing
  const after = await changeConversation(
    ctx,
    conversation,
    { forbiddenSince: signal.allowed ? null : signal.at },
    { changed: ['writing'] },
  )
  await writeSystem(ctx, after, { code: signal.allowed ? 'person_allowed' : 'person_forbade', params: {} })
  return nothing
}

export async function takeTyping(ctx: Ctx, from: TakenFrom, { chatId }: SignalOf<'typing'>): Promise<Taken> {
  const conversation = await findChat(ctx, { channelId: from.channel.id, chatId: shortKey(chatId) })
  if (conversation)
    await ctx.events.emit({ type: 'conversation.typing', data: { conversationId: conversation.id } })
  return nothing
}

interface News {
  early: Omit<EarlySignal, 'messageId'>
  apply(row: MessageRow): Promise<MessageRow>
}

async function applyOrKeep(ctx: Ctx, from: TakenFrom, of: ThingRef, news: News): Promise<Taken> {
  if (of.kind !== 'message') throw new Error(`dialogs take no news of a ${of.kind}`)
  const place = { channelId: from.channel.id, chatId: shortKey(of.chatId) }
  await lockChat(ctx, place)
  const found = await findPlace(ctx, place, of)
  if (found) await news.apply(found.message)
  else await keepEarly(ctx, place, { ...news.early, messageId: shortKey(of.messageId) })
  return { interestIds: found?.message.interestId ? [found.message.interestId] : [], created: false }
}

async function findPlace(
  ctx: Ctx,
  place: { channelId: string; chatId: string },
  of: MessageRef,
): Promise<{ conversation: ConversationRow; message: MessageRow } | undefined> {
  const seen = await findChat(ctx, place)
  if (!seen) return undefined
  const conversation = await lockConversation(ctx, seen.id)
  const message = await findByExternalId(ctx, conversation.id, shortKey(of.messageId))
  return message && { conversation, message }
}

async function listUnread(ctx: Ctx, conversationId: string, until: Date): Promise<MessageRow[]> {
  return ctx.db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.workspaceId, ctx.workspaceId),
        eq(messages.conversationId, conversationId),
        inArray(messages.state, ['sent', 'delivered'] satisfies MessageState[]),
        lte(messages.sentAt, until),
      ),
    )
}

/** Allowed us to write and has said nothing: a dialog can be begun from our side. */
async function openSilently(ctx: Ctx, from: TakenFrom, signal: SignalOf<'permission'>): Promise<void> {
  const { author, at } = signal
  await createConversation(ctx, {
    channelId: from.channel.id,
    externalChatId: shortKey(signal.chatId),
    kind: 'private',
    sourceType: author.network,
    state: 'closed',
    closedAt: at,
    closedBy: { kind: 'system', id: null, name: 'permission' },
    closedWay: 'quiet',
    lastMessageAt: at,
    replyTarget: { kind: 'dialog', chatId: signal.chatId },
    ...(await personOf(ctx, author)),
  })
}
