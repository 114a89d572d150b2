/** Messages of dialogs and groups, and posts of channels. */
import type { InboundMessage, ReceiveOutcome, Signal, SourceObject } from '../channel.ts'
import { labelOfButton, readContent, type Content } from './content.ts'
import { authorOf, linkOrNull, postKey, titleOfPost } from './place.ts'
import type { Message, Person, Pressed, Removed, User } from './update.ts'

export function readMessage(message: Message, at: Date): ReceiveOutcome {
  const when = message.timestamp ?? at
  if (isPost(message)) return tell({ kind: 'object', object: toPost(message, when) })
  // In a dialog there are two: the person and this bot.
  if (message.sender?.is_bot)
    return { kind: 'ignored', reason: isDialog(message) ? 'own_message' : 'from_bot' }
  const { chat_id: chatId } = message.recipient
  if (chatId === null || chatId === undefined) return { kind: 'ignored', reason: 'no_chat' }
  const content = readContent(message)
  if (!content) return { kind: 'ignored', reason: 'empty_message' }
  return tell({ kind: 'message', message: toMessage(message, content, { chatId, at: when }) })
}

export function readEdited(message: Message, at: Date): ReceiveOutcome {
  if (isPost(message)) return tell({ kind: 'object', object: toPost(message, message.timestamp ?? at) })
  if (message.sender?.is_bot) return { kind: 'ignored', reason: 'own_message' }
  const { chat_id: chatId } = message.recipient
  if (chatId === null || chatId === undefined) return { kind: 'ignored', reason: 'no_chat' }
  return tell({
    kind: 'edited',
    of: { kind: 'message', chatId, messageId: message.body.mid },
    text: message.body.text ?? '',
    // The message keeps the time it was written at; the update has that of the change.
    at,
  })
}

/** MAX names whoever removed it, not whoever wrote it. */
export function readRemoved({ message_id: messageId, chat_id: chatId, timestamp }: Removed): ReceiveOutcome {
  return tell({
    kind: 'removed',
    of: { kind: 'message', chatId, messageId },
    at: timestamp,
    by: null,
  })
}

/** A button under a message of another program with the same bot: what the person saw on it is what they said. */
export function readPressed({ callback, message, timestamp: at }: Pressed): ReceiveOutcome {
  const chatId = message?.recipient.chat_id
  if (!message || chatId === null || chatId === undefined)
    return { kind: 'ignored', reason: 'button_without_message' }
  const payload = callback.payload ?? ''
  const text = labelOfButton(message, payload) ?? payload
  if (text === '') return { kind: 'ignored', reason: 'button_without_text' }
  const externalId = `callback:${callback.callback_id}`
  const fields = payload === '' ? [] : [{ name: 'Кнопка', value: payload }]
  if (isPost(message)) return tell(pressUnderPost(message, { externalId, user: callback.user, text, at }))
  return tell({
    kind: 'message',
    message: {
      ...dialogMessage({ chatId, user: callback.user, at }),
      externalId,
      chatKind: isDialog(message) ? 'private' : 'group',
      text,
      fields,
      replyToId: message.body.mid,
    },
  })
}

/** «Начать», perhaps by a link with a payload that names an advertisement. */
export function readStarted({ chat_id: chatId, user, payload, timestamp: at }: Person): ReceiveOutcome {
  return tell(
    { kind: 'permission', chatId, author: authorOf(user), allowed: true, at },
    {
      kind: 'message',
      message: {
        ...dialogMessage({ chatId, user, at }),
        externalId: `start:${user.user_id}:${at.getTime()}`,
        text: 'Начать',
        campaign: payload?.trim() || null,
      },
    },
  )
}

export function readStopped({ chat_id: chatId, user, timestamp: at }: Person): ReceiveOutcome {
  return tell({ kind: 'permission', chatId, author: authorOf(user), allowed: false, at })
}

export function toPost(message: Message, at: Date): SourceObject {
  const content = readContent(message)
  const text = content?.text ?? ''
  return {
    id: postKey(message.body.mid),
    title: titleOfPost(text),
    text,
    url: linkOrNull(message.url),
    photoUrl: content?.attachments.find(({ kind }) => kind === 'image')?.url ?? null,
    at,
  }
}

function toMessage(
  message: Message,
  { phone, ...content }: Content,
  { chatId, at }: { chatId: string; at: Date },
): InboundMessage {
  const { sender, body, link, url } = message
  return {
    ...dialogMessage({ chatId, user: sender ?? null, at }),
    ...content,
    author: sender ? authorOf(sender, phone) : null,
    externalId: body.mid,
    chatKind: isDialog(message) ? 'private' : 'group',
    // A group is written to in its own name only by its administrators.
    direction: sender ? 'in' : 'out',
    replyToId: link?.type === 'reply' ? (link.message?.mid ?? null) : null,
    sourceUrl: linkOrNull(url),
  }
}

function dialogMessage({
  chatId,
  user,
  at,
}: {
  chatId: string
  user: User | null
  at: Date
}): InboundMessage {
  return {
    externalId: '',
    chatId,
    chatKind: 'private',
    direction: 'in',
    author: user && authorOf(user),
    occurredAt: at,
    text: '',
    attachments: [],
    replyToId: null,
    albumKey: null,
    sourceType: 'max',
    activityClass: 'chat',
    // A dialog with a bot has no address for a colleague.
    sourceUrl: null,
    sourceTitle: null,
    replyTarget: { kind: 'dialog', chatId },
    windowUntil: null,
    fields: [],
    productHint: null,
    campaign: null,
  }
}

function pressUnderPost(
  post: Message,
  press: { externalId: string; user: User; text: string; at: Date },
): Signal {
  const { title, url } = toPost(post, press.at)
  return {
    kind: 'interest',
    interest: {
      externalId: press.externalId,
      objectKey: null,
      sourceType: 'max',
      activityClass: 'social',
      action: 'click_through',
      sourceUrl: url,
      sourceTitle: title,
      occurredAt: press.at,
      author: authorOf(press.user),
      text: '',
      quoted: null,
      productHint: null,
      isPublic: true,
      rating: null,
      replyTarget: null,
      attachments: [],
      fields: [{ name: 'Кнопка', value: press.text }],
      warnings: [],
      objectId: postKey(post.body.mid),
      fold: { key: `${postKey(post.body.mid)}:buttons` },
    },
  }
}

function isPost({ recipient }: Message): boolean {
  return recipient.chat_type === 'channel'
}

function isDialog({ recipient }: Message): boolean {
  return recipient.chat_type === 'dialog'
}

function tell(...items: Signal[]): ReceiveOutcome {
  return { kind: 'signals', items }
}
