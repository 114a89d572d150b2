/** Where a person can be written to, and why not elsewhere (R227). */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Words } from '../channels/channel.ts'
import { channels } from '../channels/channels.table.ts'
import { findConnector, type ChannelRow } from '../channels/index.ts'
import { contacts, identities } from '../contacts/contacts.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { AppError, notFound } from '../platform/errors.ts'
import { acceptConversation } from './accept.ts'
import { createConversation } from './chat.ts'
import type { ConversationRow } from './conversation-row.ts'
import { conversations } from './conversations.table.ts'
import { hiddenChannels } from './visibility.ts'

export interface PersonWay {
  channel: { id: string; name: string; kind: string }
  allowed: boolean
  conversationId: string | null
  reason: Words | null
}

export async function listWays(ctx: Ctx, contactId: string): Promise<PersonWay[]> {
  await requireContact(ctx, contactId)
  const lines = await listDialogChannels(ctx)
  const talks = await listTalks(ctx, contactId)
  const ways: PersonWay[] = []
  for (const channel of lines) {
    const talk = talks.find((row) => row.channelId === channel.id)
    ways.push(await wayOf(ctx, { channel, talk, contactId }))
  }
  return ways
}

/** Opens the dialog that is there, or a new one where the network lets us begin. The one who begins it leads it. */
export async function startWithPerson(
  ctx: Ctx,
  { id: contactId, channelId }: { id: string; channelId: string },
): Promise<ConversationRow> {
  await requireContact(ctx, contactId)
  const channel = (await listDialogChannels(ctx)).find((row) => row.id === channelId)
  if (!channel) throw notFound('There is no such channel for dialogs')
  const talk = (await listTalks(ctx, contactId)).find((row) => row.channelId === channelId)
  if (talk) return acceptConversation(ctx, talk.id)
  const way = await wayOf(ctx, { channel, talk, contactId })
  const chatId = await findChatId(ctx, channel, contactId)
  if (!way.allowed || !chatId)
    throw new AppError('CLIENT_MUST_WRITE_FIRST', {
      ...(way.reason && { message: way.reason.en }),
      data: { words: way.reason ?? neverWrote },
    })
  const made = await createConversation(ctx, {
    channelId,
    externalChatId: chatId,
    kind: 'private',
    sourceType: findConnector(channel.kind)?.channel.manifest.sourceType ?? channel.kind,
    contactId,
    personName: await requireContact(ctx, contactId),
    state: 'new',
    replyTarget: { kind: 'dialog', chatId },
    lastMessageAt: ctx.now(),
  })
  return acceptConversation(ctx, made.id)
}

const neverWrote: Words = {
  ru: 'В этой сети первым пишет человек: сеть не даёт ботам и сообществам начинать разговор.',
  en: 'In this network the person writes first: it does not let bots and communities begin a talk.',
}
const unknownHere: Words = {
  ru: 'Мы не знаем этого человека в этой сети: он ещё не писал и не отмечался здесь.',
  en: 'We do not know this person in this network: they have not written or acted here yet.',
}

async function wayOf(
  ctx: Ctx,
  { channel, talk, contactId }: { channel: ChannelRow; talk: ConversationRow | undefined; contactId: string },
): Promise<PersonWay> {
  const brief = { channel: { id: channel.id, name: channel.name, kind: channel.kind } }
  if (talk) return { ...brief, allowed: true, conversationId: talk.id, reason: null }
  const first = findConnector(channel.kind)?.channel.manifest.writeFirst
  if (!first?.allowed)
    return { ...brief, allowed: false, conversationId: null, reason: first?.reason ?? neverWrote }
  const known = await findChatId(ctx, channel, contactId)
  return { ...brief, allowed: known !== undefined, conversationId: null, reason: known ? null : unknownHere }
}

/** The person's own id in the network names the chat. */
async function findChatId(ctx: Ctx, channel: ChannelRow, contactId: string): Promise<string | undefined> {
  const network = findConnector(channel.kind)?.channel.manifest.sourceType ?? channel.kind
  const [row] = await ctx.db
    .select({ externalId: identities.externalId })
    .from(identities)
    .where(
      and(
        eq(identities.workspaceId, ctx.workspaceId),
        eq(identities.contactId, contactId),
        inArray(identities.network, [network, channel.kind]),
      ),
    )
    .limit(1)
  return row?.externalId
}

async function listDialogChannels(ctx: Ctx): Promise<ChannelRow[]> {
  const hidden = await hiddenChannels(ctx)
  const rows = await ctx.db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, ctx.workspaceId), isNull(channels.removedAt)))
    .orderBy(asc(channels.createdAt), asc(channels.id))
  return rows.filter(
    ({ id, kind }) =>
      !hidden.includes(id) && findConnector(kind)?.channel.manifest.answersTo.includes('dialog') === true,
  )
}

async function listTalks(ctx: Ctx, contactId: string): Promise<ConversationRow[]> {
  return ctx.db
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, ctx.workspaceId),
        eq(conversations.contactId, contactId),
        eq(conversations.kind, 'private'),
      ),
    )
}

async function requireContact(ctx: Ctx, id: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspaceId), eq(contacts.id, id)))
  if (!row) throw notFound('There is no such person')
  return row.name
}
