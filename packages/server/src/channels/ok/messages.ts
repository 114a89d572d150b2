/** A message of the group's dialogs, pushed or fetched. */
import type { InboundAttachment, Signal } from '../channel.ts'
import { authorOf } from './place.ts'
import type { Attachment, Message } from './update.ts'

/** Null where the message, its dialog or its sender has no name. */
export function toSignal(event: Message, receivedAt: Date): Signal | null {
  const { message, sender, recipient, timestamp } = event
  const chatId = recipient?.chat_id
  if (message?.mid === undefined || chatId === undefined || sender?.user_id === undefined) return null
  const attachments = (message.attachments ?? []).flatMap(toAttachment)
  return {
    kind: 'message',
    message: {
      externalId: message.mid,
      chatId,
      chatKind: 'private',
      // The group itself writes where a colleague answers at ok.ru.
      direction: sender.user_id.startsWith('group:') ? 'out' : 'in',
      author: authorOf(sender.user_id, sender.name ?? null),
      occurredAt: timestamp === undefined ? receivedAt : new Date(timestamp),
      text: message.text ?? '',
      attachments,
      replyToId: message.reply_to ?? null,
      albumKey: null,
      sourceType: 'ok',
      activityClass: 'chat',
      sourceUrl: null,
      sourceTitle: null,
      replyTarget: { kind: 'dialog', chatId },
      windowUntil: null,
      fields: sharedLinks(message.attachments ?? []),
      productHint: null,
      campaign: null,
    },
  }
}

const kinds: Record<string, { kind: InboundAttachment['kind']; name: string; mime: string }> = {
  IMAGE: { kind: 'image', name: 'photo.jpg', mime: 'image/jpeg' },
  VIDEO: { kind: 'video', name: 'video.mp4', mime: 'video/mp4' },
  AUDIO: { kind: 'audio', name: 'audio.mp3', mime: 'audio/mpeg' },
  FILE: { kind: 'file', name: 'file', mime: 'application/octet-stream' },
}

function toAttachment({ type, payload }: Attachment): InboundAttachment[] {
  const known = kinds[type]
  const url = payload?.url
  if (!known || url === undefined || !isWeb(url)) return []
  return [
    {
      name: known.name,
      mime: known.mime,
      size: 0,
      content: null,
      url,
      ...(known.kind && { kind: known.kind }),
      inline: false,
      contentId: null,
    },
  ]
}

/** What is no file stays visible as named values: a shared link, a contact. */
function sharedLinks(attachments: readonly Attachment[]): { name: string; value: string }[] {
  return attachments.flatMap(({ type, payload }) => {
    const url = payload?.url
    if (kinds[type] && url !== undefined && isWeb(url)) return []
    return [{ name: type, value: url ?? JSON.stringify(payload ?? {}) }]
  })
}

function isWeb(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
