/** What a message says and carries. */
import type { InboundAttachment } from '../channel.ts'
import { authorOf, linkOrNull } from './place.ts'
import type { Attachment, Message } from './update.ts'

type Field = { name: string; value: string }

export interface Content {
  text: string
  attachments: InboundAttachment[]
  fields: Field[]
  productHint: { text: string | null; url: string | null } | null
  /** Of the author: a contact that is the sender's own. */
  phone: string | null
}

/** Null: there is nothing of a person in it. */
export function readContent({ body, link, sender }: Message): Content | null {
  const forwarded = link?.type === 'forward' ? link : null
  const carried = [...(body.attachments ?? []), ...(forwarded?.message?.attachments ?? [])]
  const own = body.text ?? ''
  const passed = forwarded?.message?.text ?? ''
  const fields = carried.flatMap(readFields)
  if (forwarded)
    fields.push({
      name: 'Переслано от',
      value: (forwarded.sender && authorOf(forwarded.sender).name) || 'скрыто',
    })
  if (own !== '' && passed !== '') fields.push({ name: 'Пересланное', value: passed })
  const content = {
    text: own || passed,
    attachments: carried.flatMap((one) => readFile(one) ?? []),
    fields,
    productHint: hintOf(carried),
    phone: carried.map((one) => ownPhone(one, sender?.user_id)).find((phone) => phone !== null) ?? null,
  }
  return content.text !== '' || content.attachments.length > 0 || fields.length > 0 ? content : null
}

/** What the person saw on the button they pressed. */
export function labelOfButton(message: Message, payload: string): string | null {
  const buttons = (message.body.attachments ?? []).flatMap((one) => (one.payload?.buttons ?? []).flat())
  return buttons.find((button) => button.payload === payload)?.text ?? null
}

const forms: Record<string, { kind: NonNullable<InboundAttachment['kind']>; mime: string; name: string }> = {
  image: { kind: 'image', mime: 'image/jpeg', name: 'photo.jpg' },
  video: { kind: 'video', mime: 'video/mp4', name: 'video.mp4' },
  audio: { kind: 'audio', mime: 'audio/mpeg', name: 'audio.mp3' },
  file: { kind: 'file', mime: 'application/octet-stream', name: 'file' },
  sticker: { kind: 'sticker', mime: 'image/webp', name: 'sticker.webp' },
}

function readFile({ type, payload, filename, size }: Attachment): InboundAttachment | null {
  const form = forms[type]
  const url = linkOrNull(payload?.url)
  // A video comes with a token alone: its addresses are asked for.
  const remoteRef = type === 'video' && payload?.token ? `video:${payload.token}` : null
  if (!form || (url === null && remoteRef === null)) return null
  return {
    name: filename || form.name,
    mime: form.mime,
    size: size ?? 0,
    content: null,
    url: remoteRef === null ? url : null,
    remoteRef,
    kind: form.kind,
    inline: false,
    contentId: null,
  }
}

function readFields(attachment: Attachment): Field[] {
  const { type, payload, title, description, latitude, longitude } = attachment
  const fields: Field[] = []
  const add = (name: string, value: string | null | undefined): void => {
    const words = value?.trim()
    if (words) fields.push({ name, value: words })
  }
  switch (type) {
    case 'contact':
      add('Телефон', phoneOf(attachment))
      add('Имя', payload?.max_info ? authorOf(payload.max_info).name : vcard(attachment, 'FN'))
      break
    case 'share':
      add('Ссылка', payload?.url)
      add('Заголовок', title)
      add('Описание', description)
      break
    case 'location':
      if (typeof latitude === 'number' && typeof longitude === 'number')
        add('Координаты', `${latitude}, ${longitude}`)
      break
    case 'inline_keyboard':
      break
    default:
      if (!readFile(attachment)) add('Содержимое', filenameOr(attachment))
  }
  return fields
}

/** Shown by name only: a new type, or a file whose address MAX left out. */
function filenameOr({ type, filename }: Attachment): string {
  return filename ? `${type}: ${filename}` : type
}

function hintOf(carried: readonly Attachment[]): Content['productHint'] {
  const share = carried.find(({ type }) => type === 'share')
  if (!share) return null
  const hint = { text: share.title || null, url: linkOrNull(share.payload?.url) }
  return hint.text !== null || hint.url !== null ? hint : null
}

/** People send contacts of others too. */
function ownPhone(attachment: Attachment, senderId: string | undefined): string | null {
  if (attachment.type !== 'contact' || senderId === undefined) return null
  return attachment.payload?.max_info?.user_id === senderId ? phoneOf(attachment) : null
}

/** Numbers are in the international form, mostly without the plus. */
function phoneOf(attachment: Attachment): string | null {
  const number = vcard(attachment, 'TEL')
  if (number === null) return null
  return /^[1-9]\d{9,}$/.test(number) ? `+${number}` : number
}

function vcard({ payload }: Attachment, name: string): string | null {
  const lines = (payload?.vcf_info ?? '').split(/\r?\n/)
  const line = lines.find((one) => new RegExp(`^${name}[;:]`, 'i').test(one))
  return line?.slice(line.indexOf(':') + 1).trim() || null
}
