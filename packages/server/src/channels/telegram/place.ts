/** Names and links of chats, posts and people, in the forms of core.telegram.org/api/links. */
import type { InboundAuthor } from '../channel.ts'
import type { Chat, Message, Origin, User } from './update.ts'

/** Names a message, post or comment whatever road it came by. */
export function keyOf(chat: Pick<Chat, 'id'>, messageId: string): string {
  return `telegram:${chat.id}/${messageId}`
}

export function authorOf(user: User): InboundAuthor {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ')
  return {
    network: 'telegram',
    externalId: user.id,
    name: name || null,
    photoUrl: null,
    profileUrl: user.username ? `https://t.me/${user.username}` : null,
    email: null,
    phone: null,
  }
}

/** A channel or an anonymous administrator who writes in its own name. */
export function authorOfChat(chat: Chat): InboundAuthor {
  return { ...authorOf({ id: chat.id, is_bot: false }), name: titleOf(chat), profileUrl: linkToChat(chat) }
}

export function titleOf(chat: Chat): string | null {
  return chat.title ?? ([chat.first_name, chat.last_name].filter(Boolean).join(' ') || null)
}

export function linkToChat(chat: Chat): string | null {
  return chat.username ? `https://t.me/${chat.username}` : null
}

/** Opens the message; null in a private dialog and in a basic group, which have no addresses. */
export function linkToMessage(chat: Chat, messageId: string, threadId?: string): string | null {
  const place = chat.username ?? privatePlace(chat)
  if (place === null || chat.type === 'private') return null
  return `https://t.me/${[place, threadId, messageId].filter(Boolean).join('/')}`
}

/** A comment opens under its post in the channel, which everybody may see; the group may be closed to strangers. */
export function linkToComment(origin: Origin | undefined, commentId: string): string | null {
  const post = linkToPost(origin)
  return post === null ? null : `${post}?comment=${commentId}`
}

export function linkToPost(origin: Origin | undefined): string | null {
  if (!origin?.chat || origin.message_id === undefined) return null
  return linkToMessage(origin.chat, origin.message_id)
}

/** First line of a post, short enough for a title. */
export function titleOfPost(text: string): string | null {
  const line = text.trim().split('\n')[0]?.trim() ?? ''
  if (line === '') return null
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`
}

/** Who stands for the message in a group: the person, or the chat in whose name it was written. */
export function writerOf(message: Message): InboundAuthor | null {
  if (message.sender_chat) return authorOfChat(message.sender_chat)
  return message.from ? authorOf(message.from) : null
}

/** Supergroups and channels: the id without its mark -100. */
function privatePlace(chat: Chat): string | null {
  const bare = /^-100(\d+)$/.exec(chat.id)?.[1]
  return bare === undefined ? null : `c/${bare}`
}
