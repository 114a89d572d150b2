/** What a message says and carries. */
import type { InboundAttachment } from '../channel.ts'
import type { File, Message, Origin } from './update.ts'

type Field = { name: string; value: string }

export interface Content {
  text: string
  attachments: InboundAttachment[]
  fields: Field[]
}

/** Null: there is nothing of a person in it, only news of the chat (a new title, a pinned post). */
export function readContent(message: Message): Content | null {
  const content = {
    text: wordsOf(message),
    attachments: readFiles(message),
    fields: [...readFields(message), ...readOrigin(message.forward_origin)],
  }
  if (content.text !== '' || content.attachments.length > 0 || content.fields.length > 0) return content
  const other = carried.find((name) => name in message)
  return other === undefined ? null : { ...content, fields: [{ name: 'Содержимое', value: other }] }
}

export function wordsOf(message: Pick<Message, 'text' | 'caption' | 'rich_message'>): string {
  return message.text ?? message.caption ?? richWords(message.rich_message).trim()
}

/** Sent by a person, shown by name only: the Bot API gives no words or bytes of them that we could show. */
const carried = ['story', 'game', 'checklist', 'paid_media', 'live_photo', 'gift', 'unique_gift', 'giveaway']

/** The news a message without content tells, by the name of its field. */
export function serviceKindOf(message: Message): string {
  return Object.keys(message).find((name) => !plain.has(name)) ?? 'empty'
}

const plain = new Set([
  'message_id',
  'date',
  'edit_date',
  'chat',
  'from',
  'sender_chat',
  'message_thread_id',
  'is_topic_message',
  'reply_to_message',
])

function readFiles(message: Message): InboundAttachment[] {
  const { sticker } = message
  // An animation comes a second time as `document`, for old programs.
  const document = message.animation ? undefined : message.document
  return [
    toAttachment(message.photo?.at(-1), 'image', { mime: 'image/jpeg', name: 'photo.jpg' }),
    toAttachment(document, 'file', { mime: 'application/octet-stream', name: 'file' }),
    toAttachment(message.video, 'video', { mime: 'video/mp4', name: 'video.mp4' }),
    toAttachment(message.animation, 'video', { mime: 'video/mp4', name: 'animation.mp4' }),
    toAttachment(message.audio, 'audio', { mime: 'audio/mpeg', name: 'audio.mp3' }),
    toAttachment(message.voice, 'voice', { mime: 'audio/ogg', name: 'voice.ogg' }),
    toAttachment(message.video_note, 'video', { mime: 'video/mp4', name: 'video-note.mp4' }),
    toAttachment(sticker, 'sticker', stickerForm(sticker)),
  ].flatMap((attachment) => attachment ?? [])
}

function toAttachment(
  file: File | undefined,
  kind: NonNullable<InboundAttachment['kind']>,
  usual: { mime: string; name: string },
): InboundAttachment | null {
  if (!file) return null
  const mime = file.mime_type ?? usual.mime
  return {
    name: file.file_name ?? usual.name,
    mime,
    size: file.file_size ?? 0,
    content: null,
    url: null,
    remoteRef: file.file_id,
    kind: kind === 'file' && mime.startsWith('image/') ? 'image' : kind,
    inline: false,
    contentId: null,
  }
}

function stickerForm(sticker: Message['sticker']): { mime: string; name: string } {
  if (sticker?.is_animated) return { mime: 'application/x-tgsticker', name: 'sticker.tgs' }
  if (sticker?.is_video) return { mime: 'video/webm', name: 'sticker.webm' }
  return { mime: 'image/webp', name: 'sticker.webp' }
}

function readFields({ contact, location, venue, poll, dice, sticker }: Message): Field[] {
  const fields: Field[] = []
  const add = (name: string, value: string): void => {
    if (value.trim() !== '') fields.push({ name, value: value.trim() })
  }
  if (contact) {
    add('Телефон', contact.phone_number)
    add('Имя', `${contact.first_name} ${contact.last_name ?? ''}`)
  }
  if (venue) add('Место', `${venue.title}, ${venue.address}`.replace(/, $/, ''))
  if (location) add('Координаты', `${location.latitude}, ${location.longitude}`)
  if (poll) {
    add('Опрос', poll.question)
    for (const { text } of poll.options) add('Вариант', text)
  }
  if (dice) add('Бросок', `${dice.emoji} ${dice.value}`)
  if (sticker?.emoji) add('Стикер', sticker.emoji)
  return fields
}

function readOrigin(origin: Origin | undefined): Field[] {
  if (!origin) return []
  const { chat, sender_chat, sender_user, sender_user_name } = origin
  const name =
    chat?.title ??
    sender_chat?.title ??
    sender_user_name ??
    [sender_user?.first_name, sender_user?.last_name].filter(Boolean).join(' ')
  return [{ name: 'Переслано от', value: name || 'скрыто' }]
}

/** Formatted messages are trees of blocks; people's words lie in `text` and in what nests. */
function richWords(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(richWords).join('')
  if (typeof value !== 'object' || value === null) return ''
  const node = new Map<string, unknown>(Object.entries(value))
  const inline = richWords(node.get('text') ?? '')
  const nested = ['summary', 'blocks', 'items', 'caption', 'credit'].map((name) =>
    listOf(node.get(name)).map(richWords).join('\n'),
  )
  const rows = listOf(node.get('cells')).map((row) => listOf(row).map(richWords).join(' | '))
  return [inline, ...nested, ...rows].filter((part) => part !== '').join('\n')
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
