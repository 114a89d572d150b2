/** A message of a dialog, written exactly once: from the person, or by our side in the network's own program. */
import type { InboundMessage, Signal } from '../channels/channel.ts'
import type { Taken, TakenFrom } from '../channels/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { adoptEcho } from './echo.ts'
import { lockChat, openChat, personOf } from './chat.ts'
import { changeConversation, changeIfNew, type ConversationPatch } from './conversation-change.ts'
import type { ConversationRow } from './conversation-row.ts'
import { applyEarly } from './early.ts'
import { askForFiles } from './fetch-files.jobs.ts'
import { lastPatch } from './last-message.ts'
import { attachInbound, kindOf } from './message-attachments.ts'
import { findByExternalId, insertMessage, type MessageAuthorKind, type MessageRow } from './message-row.ts'
import { markAnsweredBy } from './answered.ts'
import { meetPerson } from './session.ts'
import { storableMessage } from './storable-message.ts'

type MessageSignal = Extract<Signal, { kind: 'message' }>

export async function takeMessage(ctx: Ctx, from: TakenFrom, signal: MessageSignal): Promise<Taken> {
  const message = storableMessage(signal.message, ctx.now())
  const place = { channelId: from.channel.id, chatId: message.chatId }
  await lockChat(ctx, place)
  const { conversation } = await openChat(ctx, place, message)
  const known = await findByExternalId(ctx, conversation.id, message.externalId)
  if (known) return takenOf(known.interestId)
  const kept = await keepPlace(ctx, conversation, message)
  if (message.direction === 'in') return takeIn(ctx, from, { conversation: kept, message })
  if (await adoptEcho(ctx, kept, message)) return takenOf(kept.interestId)
  return takeOut(ctx, from, { conversation: kept, message })
}

interface Arrival {
  conversation: ConversationRow
  message: InboundMessage
}

async function takeIn(ctx: Ctx, from: TakenFrom, { conversation, message }: Arrival): Promise<Taken> {
  const met = await meetPerson(ctx, from, { conversation, message })
  const row = await writeMessage(ctx, met.conversation, { message, from, kind: 'person' })
  await changeConversation(
    ctx,
    met.conversation,
    {
      ...lastPatch(met.conversation, row, kindOfFirst(message)),
      lastInAt: laterOf(conversation.lastInAt, row.occurredAt),
    },
    { changed: [] },
  )
  await applyEarly(ctx, met.conversation, row)
  return { interestIds: met.interestId ? [met.interestId] : [], created: met.created }
}

/** A colleague answered in the network's own program: it answers the dialog like ours would. */
async function takeOut(ctx: Ctx, from: TakenFrom, { conversation, message }: Arrival): Promise<Taken> {
  const row = await writeMessage(ctx, conversation, { message, from, kind: 'outside' })
  const answered = await markAnsweredBy(ctx, conversation, {
    message: row,
    actor: { kind: 'system', name: row.author.name },
  })
  await changeConversation(
    ctx,
    answered,
    { ...lastPatch(answered, row, kindOfFirst(message)), ...(answered.state === 'new' && { state: 'open' }) },
    { changed: [] },
  )
  await applyEarly(ctx, conversation, row)
  return takenOf(conversation.interestId)
}

async function writeMessage(
  ctx: Ctx,
  conversation: ConversationRow,
  { message, from, kind }: { message: InboundMessage; from: TakenFrom; kind: MessageAuthorKind },
): Promise<MessageRow> {
  const { author } = message
  const quoted = message.replyToId
    ? await findByExternalId(ctx, conversation.id, message.replyToId)
    : undefined
  const person = kind === 'person' ? await personOf(ctx, author) : {}
  const row = await insertMessage(ctx, conversation, {
    direction: message.direction,
    externalId: message.externalId,
    author: {
      kind,
      id: kind === 'person' ? (person.contactId ?? null) : null,
      name: author?.name ?? '',
      photoUrl: null,
    },
    contactId: person.contactId ?? null,
    text: message.text,
    fields: message.fields,
    occurredAt: message.occurredAt,
    replyToId: quoted?.id ?? null,
    replyToExternalId: message.replyToId,
    albumKey: message.albumKey,
    attachmentCount: message.attachments.length,
    interestId: conversation.interestId,
    url: message.sourceUrl,
    ...(message.direction === 'out' && { state: 'sent' as const, sentAt: message.occurredAt }),
  })
  if (!row) throw new Error('a message was refused as known and then not found')
  await attachInbound(ctx, row, message.attachments, from.files ?? new Map())
  if (message.attachments.some(({ content }) => !content)) await askForFiles(ctx, from.channel.id)
  return row
}

/** Where we answer may move (a business connection), and a name may come later. */
async function keepPlace(
  ctx: Ctx,
  conversation: ConversationRow,
  message: InboundMessage,
): Promise<ConversationRow> {
  const patch: ConversationPatch = { replyTarget: message.replyTarget }
  if (message.direction === 'in') {
    patch.windowUntil = message.windowUntil
    patch.forbiddenSince = null
    if (conversation.kind === 'private' && !conversation.contactId)
      Object.assign(patch, await personOf(ctx, message.author))
  }
  if (message.sourceTitle && !conversation.title) patch.title = message.sourceTitle
  if (message.campaign) patch.campaign = message.campaign
  return changeIfNew(ctx, conversation, patch, { changed: [] })
}

function kindOfFirst({ attachments: [first] }: InboundMessage) {
  return first ? (first.kind ?? kindOf(first.mime)) : null
}

function takenOf(interestId: string | null): Taken {
  return { interestIds: interestId ? [interestId] : [], created: false }
}

function laterOf(one: Date | null, other: Date): Date {
  return one && one > other ? one : other
}
