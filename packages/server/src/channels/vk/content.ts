/** What a message or a comment carries beside its words. */
import type { InboundAttachment } from '../channel.ts'
import type { Attachment } from './event.ts'
import { linkToThing, type Thing } from './place.ts'

type Field = { name: string; value: string }

export interface Carried {
  attachments: InboundAttachment[]
  fields: Field[]
  productHint: { text: string | null; url: string | null } | null
}

export function readAttachments(list: readonly Attachment[]): Carried {
  const product = list.find(({ market }) => market !== undefined)?.market
  return {
    attachments: list.flatMap((attachment) => toFile(attachment) ?? []),
    fields: list.flatMap((attachment) => toField(attachment) ?? []),
    productHint: product
      ? { text: product.title || null, url: linkToThing(thing('product', product)) }
      : null,
  }
}

export function largest(sizes: readonly { url: string; width: number; height: number }[]): string | null {
  const [best] = sizes
    .filter(({ url }) => isLink(url))
    .toSorted((a, b) => b.width * b.height - a.width * a.height)
  return best?.url ?? null
}

function toFile(attachment: Attachment): InboundAttachment | null {
  const { type, photo, doc, sticker, graffiti, audio_message: voice } = attachment
  if (type === 'photo' && photo)
    return file({
      url: largest(photo.sizes),
      mime: 'image/jpeg',
      name: `photo${photo.id}.jpg`,
      kind: 'image',
    })
  if (type === 'sticker' && sticker)
    return file({ url: largest(sticker.images), mime: 'image/png', name: 'sticker.png', kind: 'sticker' })
  if (type === 'graffiti' && graffiti)
    return file({ url: graffiti.url, mime: 'image/png', name: 'graffiti.png', kind: 'image' })
  if (type === 'audio_message' && voice) {
    const ogg = voice.link_ogg !== undefined
    return file({
      url: voice.link_ogg ?? voice.link_mp3 ?? null,
      mime: ogg ? 'audio/ogg' : 'audio/mpeg',
      name: `voice${voice.id}.${ogg ? 'ogg' : 'mp3'}`,
      kind: 'voice',
    })
  }
  if (type !== 'doc' || !doc?.url) return null
  const kind = imageExt.has(doc.ext) ? 'image' : 'file'
  const shown = file({ url: doc.url, mime: mimeOf(doc.ext), name: nameOfDoc(doc), kind })
  return shown && { ...shown, size: doc.size }
}

interface Shown {
  url: string | null
  mime: string
  name: string
  kind: NonNullable<InboundAttachment['kind']>
}

function file({ url, ...shown }: Shown): InboundAttachment | null {
  if (url === null || !isLink(url)) return null
  return { ...shown, url, size: 0, content: null, inline: false, contentId: null }
}

/** Named in the words of VK's own screen; the bytes are shown there. */
function toField(attachment: Attachment): Field | null {
  const { type, video, audio, link, market, wall, poll, audio_message: voice } = attachment
  const known: Record<string, Field | null> = {
    video: video ? field('Видео', video.title, linkToThing(thing('video', video))) : null,
    audio: audio ? field('Аудиозапись', [audio.artist, audio.title].filter(Boolean).join(' — ')) : null,
    link: link ? field('Ссылка', link.title, link.url) : null,
    market: market
      ? field('Товар', market.title, market.price?.text, linkToThing(thing('product', market)))
      : null,
    wall: wall ? field('Запись', linkToPost(wall), wall.text.slice(0, 300)) : null,
    poll: poll ? field('Опрос', poll.question) : null,
    audio_message: voice?.transcript ? field('Расшифровка', voice.transcript) : null,
  }
  if (type in known) return known[type] ?? null
  return toFile(attachment) ? null : field('Вложение', names[type] ?? type)
}

const names: Record<string, string> = {
  wall_reply: 'комментарий',
  gift: 'подарок',
  story: 'история',
  call: 'звонок',
  photo: 'фото',
  doc: 'документ',
  sticker: 'стикер',
}

function field(name: string, ...parts: (string | undefined)[]): Field | null {
  const value = parts.filter(Boolean).join(' ').trim()
  return value === '' ? null : { name, value }
}

function linkToPost({
  id,
  owner_id: owner,
  to_id: to,
  from_id: from,
}: NonNullable<Attachment['wall']>): string {
  const whose = owner ?? to ?? from
  return whose === undefined ? '' : linkToThing({ kind: 'wall', owner: whose, id })
}

function thing(kind: Thing['kind'], { owner_id: owner, id }: { owner_id: string; id: string }): Thing {
  return { kind, owner, id }
}

function nameOfDoc({ title, ext, id }: { title: string; ext: string; id: string }): string {
  const name = title.trim() || `document${id}`
  return ext === '' || name.toLowerCase().endsWith(`.${ext.toLowerCase()}`) ? name : `${name}.${ext}`
}

const imageExt = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp'])
const mimes: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  zip: 'application/zip',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
}

function mimeOf(ext: string): string {
  return mimes[ext.toLowerCase()] ?? 'application/octet-stream'
}

function isLink(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
