/** Which dialog a message belongs to, and back: where an answer to that dialog goes. */
import { ChannelError, type ReplyTarget } from '../channel.ts'
import type { Chat, Message } from './update.ts'

export type DialogTarget = Extract<ReplyTarget, { kind: 'dialog' }>

/**
 * One person may write to the bot and to the owner's own account, and a group has topics: each is a dialog of its own.
 * `777`, `<business connection>:777`, `-100222`, `-100222/<topic>`.
 */
export function dialogOf(message: Message): DialogTarget {
  const { chat, business_connection_id: business, direct_messages_topic: direct } = message
  if (business !== undefined) return businessDialog(business, chat)
  if (direct)
    return {
      kind: 'dialog',
      chatId: `${chat.id}/${direct.topic_id}`,
      via: { directTopicId: direct.topic_id },
    }
  const topic = message.is_topic_message ? message.message_thread_id : undefined
  if (topic !== undefined) return { kind: 'dialog', chatId: `${chat.id}/${topic}`, via: { threadId: topic } }
  return { kind: 'dialog', chatId: chat.id }
}

export function businessDialog(connectionId: string, chat: Pick<Chat, 'id'>): DialogTarget {
  return {
    kind: 'dialog',
    chatId: `${connectionId}:${chat.id}`,
    via: { businessConnectionId: connectionId },
  }
}

/** A place the Bot API writes to. */
export interface Peer {
  chatId: string
  businessConnectionId?: string
  threadId?: number
  directTopicId?: number
}

/** Throws `bug` for a target of another network. */
export function peerOf(target: ReplyTarget): Peer {
  if (target.kind === 'join_request') return { chatId: target.userId }
  if (target.kind === 'comment') return { chatId: placeOf(target.objectId).chatId }
  if (target.kind !== 'dialog') throw foreign()
  const chatId = /(?:^|:)(-?\d+)(?:\/\d+)?$/.exec(target.chatId)?.[1]
  if (chatId === undefined) throw foreign()
  const { businessConnectionId, threadId, directTopicId } = target.via ?? {}
  return {
    chatId,
    ...(businessConnectionId !== undefined && { businessConnectionId }),
    ...(threadId !== undefined && { threadId: Number(threadId) }),
    ...(directTopicId !== undefined && { directTopicId: Number(directTopicId) }),
  }
}

/** `telegram:-100222/41` */
export function placeOf(key: string): { chatId: string; messageId: number } {
  const [, chatId, messageId] = /^telegram:(-?\d+)\/(\d+)$/.exec(key) ?? []
  if (chatId === undefined) throw foreign()
  return { chatId, messageId: Number(messageId) }
}

/** Messages are named by number, comments with their group before it: `55`, `-100222/55`. */
export function messageIdOf(externalId: string): number {
  const number = /(?:^|[/:])(\d+)$/.exec(externalId)?.[1]
  if (number === undefined) throw foreign()
  return Number(number)
}

function foreign(): ChannelError {
  return new ChannelError('bug', {
    ru: 'Этот адрес ответа не из Телеграма',
    en: 'This reply address is not of Telegram',
  })
}
