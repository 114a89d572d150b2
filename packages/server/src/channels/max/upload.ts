/** Files go out in three steps: ask for an address, put the bytes there, name the token in the message. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ChannelError, type ChannelIo, type OutboundAnswer } from '../channel.ts'
import { ask } from './api.ts'
import { explainBreak, explainRefusal } from './errors.ts'
import type { MaxSettings } from './settings.ts'

export type File = OutboundAnswer['attachments'][number]
export type FileType = 'image' | 'video' | 'audio' | 'file'

export interface Uploaded {
  type: FileType
  payload: { token: string }
}

const Place = z.object({ url: z.url({ protocol: /^https?$/ }), token: z.string().nullish() })
const Token = z.object({ token: z.string() })
const Photos = z.object({ photos: z.record(z.string(), Token) })

/** A file nobody refers to is forgotten by MAX, so all of it may be done again. */
export async function upload(settings: MaxSettings, io: ChannelIo, file: File): Promise<Uploaded> {
  const type = typeOf(file)
  const place = await ask(settings, io, { method: 'POST', path: '/uploads', query: { type } }, Place)
  const stored = await put(io, place.url, file)
  const token = tokenOf(type, stored) ?? place.token
  if (!token)
    throw new ChannelError('retry', {
      ru: `MAX не принял файл «${file.name}»`,
      en: `MAX did not take the file “${file.name}”`,
    })
  return { type, payload: { token } }
}

export function typeOf({ mime, content }: File): FileType {
  const [family] = mime.split('/')
  if (/^image\/(jpeg|png|gif|webp|bmp|tiff|heic)$/.test(mime) && content.byteLength <= limits.imageSize)
    return 'image'
  if (family === 'video' && content.byteLength <= limits.videoSize) return 'video'
  if (family === 'audio' && content.byteLength <= limits.audioSize) return 'audio'
  return 'file'
}

const megabyte = 1024 * 1024
export const limits = {
  imageSize: 50 * megabyte,
  videoSize: 250 * megabyte,
  audioSize: 256 * megabyte,
  fileSize: 4096 * megabyte,
}

/** The address is of another host: the bot's token does not go there. */
async function put(io: ChannelIo, url: string, { name, mime, content }: File): Promise<string> {
  const boundary = `otklik-${randomBytes(12).toString('hex')}`
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(mime) ? mime : 'application/octet-stream'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="data"; filename="${plainName(name)}"\r\nContent-Type: ${type}\r\n\r\n`
  const response = await io
    .fetch(url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    })
    .catch((error: unknown) => {
      throw explainBreak(error, 'repeatable')
    })
  if (!response.ok)
    throw explainRefusal(response.status, { code: '', message: `upload ${response.status}` }, 'repeatable')
  return response.text()
}

/** The name is written into a header as it is. */
function plainName(name: string): string {
  return name.replaceAll(/[\p{Cc}";\\/]/gu, '_').slice(-120)
}

/** Of a video and a sound the token came with the address; what the host answers there is no JSON. */
function tokenOf(type: FileType, stored: string): string | null {
  if (type === 'video' || type === 'audio') return null
  let value: unknown
  try {
    value = JSON.parse(stored)
  } catch {
    // The caller says that the file was not taken.
    return null
  }
  const photos = Photos.safeParse(value)
  if (photos.success) return Object.values(photos.data.photos)[0]?.token ?? null
  const token = Token.safeParse(value)
  return token.success ? token.data.token : null
}
