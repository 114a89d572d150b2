/** Messages of dialogs, and what people do in them. */
import type { ReceiveOutcome, Signal } from '../channel.ts'
import { readAttachments } from './content.ts'
import type { Message } from './event.ts'
import { authorOf, isGroupChat, linkToDialog, shownText } from './place.ts'

/** From the person, or from us: written by a colleague at VK, by another program, or our own words that come back. */
export function readMessage(message: Message, groupId: string): ReceiveOutcome {
  if (message.action) return { kind: 'ignored', reason: `service:${message.action.type}` }
  const { peer_id: chatId, from_id: from, conversation_message_id: externalId } = message
  const carried = readAttachments([
    ...message.attachments,
    ...message.fwd_messages.flatMap(({ attachments }) => attachments),
  ])
  return {
    kind: 'signals',
    items: [
      {
        kind: 'message',
        message: {
          externalId,
          chatId,
          chatKind: isGroupChat(chatId) ? 'group' : 'private',
          direction: from === `-${groupId}` ? 'out' : 'in',
          author: authorOf(from),
          occurredAt: message.date,
          text: shownText(message.text),
          attachments: carried.attachments,
          replyToId: message.reply_message?.conversation_message_id ?? null,
          albumKey: null,
          sourceType: 'vk',
          activityClass: 'chat',
          sourceUrl: linkToDialog(groupId, chatId),
          sourceTitle: null,
          replyTarget: { kind: 'dialog', chatId, via: { groupId } },
          windowUntil: null,
          fields: [...carried.fields, ...readForwarded(message), ...readPlace(message)],
          productHint: carried.productHint,
          campaign: message.ref || message.ref_source || null,
        },
      },
    ],
  }
}

export function readMessageEdit(message: Message, receivedAt: Date): ReceiveOutcome {
  const of: Extract<Signal, { kind: 'edited' }>['of'] = {
    kind: 'message',
    chatId: message.peer_id,
    messageId: message.conversation_message_id,
  }
  const at = message.update_time ?? receivedAt
  return { kind: 'signals', items: [{ kind: 'edited', of, text: shownText(message.text), at }] }
}

function readForwarded({ fwd_messages: forwarded }: Message): { name: string; value: string }[] {
  return forwarded.flatMap(({ text }) =>
    text.trim() === '' ? [] : [{ name: 'Переслано', value: shownText(text).trim() }],
  )
}

function readPlace({ geo }: Message): { name: string; value: string }[] {
  if (!geo) return []
  const { latitude, longitude } = geo.coordinates
  return [{ name: 'Координаты', value: `${latitude}, ${longitude}` }]
}
