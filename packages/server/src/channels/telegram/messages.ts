/** Messages of dialogs, comments under posts, and posts: which of them a message is, and what of it is told. */
import type { Inbound, InboundMessage, ReceiveOutcome, Signal, SourceObject, ThingRef } from '../channel.ts'
import { readContent, serviceKindOf, wordsOf, type Content } from './content.ts'
import { readMemberNews } from './members.ts'
import { dialogOf } from './peer.ts'
import { keyOf, linkToComment, linkToMessage, linkToPost, titleOf, titleOfPost, writerOf } from './place.ts'
import { botIdOf, type TelegramSettings } from './settings.ts'
import type { Message } from './update.ts'

const dayMs = 86_400_000

/** `receivedAt` stands in where Telegram gives no time. */
export function readMessage(message: Message, settings: TelegramSettings, receivedAt: Date): ReceiveOutcome {
  const at = message.date ?? receivedAt
  if (message.is_automatic_forward) return tell({ kind: 'object', object: toPost(message) })
  const news = readMemberNews(message, at)
  if (news) return news
  if (isOwn(message, settings)) return { kind: 'ignored', reason: 'own_message' }
  if (isOtherBot(message)) return { kind: 'ignored', reason: 'from_bot' }
  const content = readContent(message)
  if (!content) return { kind: 'ignored', reason: `service:${serviceKindOf(message)}` }
  const thread = threadOf(message, settings)
  if (thread !== null)
    return isOurComment(message)
      ? { kind: 'ignored', reason: 'own_comment' }
      : tell(...toComment(message, thread, content, at))
  return tell(...toDialog(message, content, at))
}

export function readEdited(message: Message, settings: TelegramSettings, receivedAt: Date): ReceiveOutcome {
  if (message.location) return { kind: 'ignored', reason: 'live_location' }
  if (message.is_automatic_forward) return tell({ kind: 'object', object: toPost(message) })
  if (isOwn(message, settings)) return { kind: 'ignored', reason: 'own_message' }
  const at = message.edit_date ?? message.date ?? receivedAt
  return tell({ kind: 'edited', of: thingOf(message, settings), text: wordsOf(message), at })
}

/** A post of a channel, ours by definition: the bot sees only channels where it is an administrator. */
export function readPost(message: Message): ReceiveOutcome {
  if (!readContent(message)) return { kind: 'ignored', reason: `service:${serviceKindOf(message)}` }
  return tell({ kind: 'object', object: toPost(message) })
}

/** The post itself, or its copy in the discussion, which is what comments stand under. */
function toPost(message: Message): SourceObject {
  const text = wordsOf(message)
  return {
    id: keyOf(message.chat, message.message_id),
    title: titleOfPost(text) ?? titleOf(message.sender_chat ?? message.chat),
    text,
    url: linkToPost(message.forward_origin) ?? linkToMessage(message.chat, message.message_id),
    photoUrl: null,
    at: message.date ?? null,
  }
}

/**
 * The thread a comment stands in; null for other messages. Only the first answer carries the post with it: an answer to a comment looks
 * like an answer to an answer in any group, so there the setting decides.
 */
function threadOf(message: Message, settings: TelegramSettings): string | null {
  const { chat, message_thread_id: thread, reply_to_message: answered } = message
  if (chat.type !== 'supergroup' || message.is_topic_message || message.business_connection_id) return null
  if (message.direct_messages_topic) return null
  if (answered?.is_automatic_forward) return thread ?? answered.message_id
  if (thread === undefined || settings.threads === 'messages') return null
  return answered?.message_id === thread ? null : thread
}

function toComment(message: Message, thread: string, content: Content, at: Date): Signal[] {
  const { chat, message_id: id, reply_to_message: answered } = message
  const post = answered?.is_automatic_forward ? toPost({ ...answered, chat }) : null
  const objectId = keyOf(chat, thread)
  const interest: Inbound = {
    externalId: `${chat.id}/${id}`,
    objectKey: keyOf(chat, id),
    sourceType: 'telegram',
    activityClass: 'social',
    action: 'comment',
    sourceUrl: linkToComment(answered?.forward_origin, id) ?? linkToMessage(chat, id, thread),
    sourceTitle: post?.title ?? titleOf(chat),
    occurredAt: at,
    author: writerOf(message),
    ...content,
    quoted: message.quote?.text ?? null,
    productHint: post ? { text: post.text.slice(0, 300) || null, url: post.url } : null,
    isPublic: true,
    rating: null,
    replyTarget: { kind: 'comment', objectId, parentId: id },
    warnings: [],
    objectId,
    parentKey: !post && answered ? keyOf(chat, answered.message_id) : null,
  }
  // The answered post is told too: its copy may have come before the bot did.
  return [...(post ? [{ kind: 'object' as const, object: post }] : []), { kind: 'interest', interest }]
}

function toDialog(message: Message, content: Content, at: Date): Signal[] {
  const start = startOf(message)
  const author = writerOf(message)
  const phone = ownPhoneOf(message)
  const told: InboundMessage = {
    externalId: message.message_id,
    chatId: dialogOf(message).chatId,
    chatKind: isPrivate(message) ? 'private' : 'group',
    direction: isFromUs(message) ? 'out' : 'in',
    author: author && { ...author, phone },
    occurredAt: at,
    ...content,
    replyToId: message.reply_to_message?.message_id ?? null,
    albumKey: message.media_group_id ?? null,
    sourceType: 'telegram',
    activityClass: 'chat',
    sourceUrl: linkToDialog(message),
    sourceTitle: isPrivate(message) ? null : titleOf(message.chat),
    replyTarget: dialogOf(message),
    windowUntil: windowOf(message, at),
    productHint: null,
    campaign: start?.campaign ?? null,
  }
  const signal: Signal = { kind: 'message', message: told }
  if (!start || !author) return [signal]
  return [{ kind: 'permission', chatId: told.chatId, author, allowed: true, at }, signal]
}

function thingOf(message: Message, settings: TelegramSettings): ThingRef {
  const { chat, message_id: messageId } = message
  return threadOf(message, settings) === null
    ? { kind: 'message', chatId: dialogOf(message).chatId, messageId }
    : { kind: 'interest', objectKey: keyOf(chat, messageId) }
}

/** Pressed "Start", perhaps by a link with a parameter that names an advertisement. */
function startOf({ chat, text = '' }: Message): { campaign: string | null } | null {
  const start = chat.type === 'private' ? /^\/start(?:@\w+)?(?:\s+(\S{1,64}))?\s*$/.exec(text) : null
  return start && { campaign: start[1] ?? null }
}

function isPrivate({ chat, direct_messages_topic: direct }: Message): boolean {
  return chat.type === 'private' || direct !== undefined
}

/** Written by a colleague in Telegram itself: by the owner of the business account, or in the name of the group. */
function isFromUs(message: Message): boolean {
  const { chat, from, sender_chat: sender, direct_messages_topic: direct } = message
  if (message.business_connection_id !== undefined)
    return from?.id !== chat.id || message.sender_business_bot !== undefined
  if (direct) return direct.user ? from?.id !== direct.user.id : sender !== undefined
  return sender?.id === chat.id
}

function isOurComment({ chat, sender_chat: sender, reply_to_message: answered }: Message): boolean {
  return sender !== undefined && (sender.id === chat.id || sender.id === answered?.sender_chat?.id)
}

/** What this bot wrote comes back from a business account; other programs write there as colleagues do. */
function isOwn({ from, sender_business_bot: via }: Message, settings: TelegramSettings): boolean {
  const own = botIdOf(settings)
  return via?.id === own || from?.id === own
}

/** Bots that stand for a channel or an anonymous administrator come with a `sender_chat`. */
function isOtherBot({ from, sender_chat: sender, business_connection_id: business }: Message): boolean {
  return from?.is_bot === true && sender === undefined && business === undefined
}

/** Business accounts may be answered for a day after the person's last message. */
function windowOf(message: Message, at: Date): Date | null {
  if (message.business_connection_id === undefined || isFromUs(message)) return null
  return new Date(at.getTime() + dayMs)
}

/** A bot's dialog has no address for a colleague; of a business account the person's own page opens the dialog. */
function linkToDialog(message: Message): string | null {
  const { chat, message_id: id, business_connection_id: business } = message
  if (business !== undefined) return chat.username ? `https://t.me/${chat.username}` : null
  if (isPrivate(message)) return null
  return linkToMessage(chat, id, message.is_topic_message ? message.message_thread_id : undefined)
}

/** People send contacts of others too. Numbers are in the international form, mostly without the plus. */
function ownPhoneOf({ contact, from }: Message): string | null {
  if (!contact || !from || contact.user_id !== from.id) return null
  const { phone_number: number } = contact
  return /^\d/.test(number) ? `+${number}` : number
}

function tell(...items: Signal[]): ReceiveOutcome {
  return { kind: 'signals', items }
}
