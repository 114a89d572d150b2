/** Files of a message go out in three steps: ask for an address, bring the bytes, name the token in the message. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ChannelError, type ChannelIo, type OutboundAnswer } from '../channel.ts'
import { callGraph, readAnswer, readJson, type Way } from './api.ts'
import { explainBreak, inTrouble } from './errors.ts'
import { pause } from './pace.ts'

type File = OutboundAnswer['attachments'][number]

const megabyte = 1024 * 1024
export const limits = {
  text: 4000,
  caption: 4000,
  files: 5,
  fileSize: 100 * megabyte,
  imageSize: 50 * megabyte,
}

export interface Uploaded {
  type: 'IMAGE' | 'VIDEO' | 'AUDIO' | 'FILE'
  payload: { token: string }
}

/** OK takes a file apart for a moment after it has come; a message sent sooner goes without it. */
const digestMs = 2000
const uploadMs = 100_000

/** A file nobody refers to is forgotten, so all of it may be done again. */
export async function uploadAll(way: Way, files: readonly File[]): Promise<Uploaded[]> {
  const uploaded: Uploaded[] = []
  for (const file of files) uploaded.push(await upload(way, file))
  if (uploaded.some(({ type }) => type !== 'IMAGE')) await pause(digestMs, way.io.signal)
  return uploaded
}

const Target = z.object({ url: z.url({ protocol: /^https?$/ }), token: z.string().nullish() })
const Photos = z.object({ photos: z.record(z.string(), z.object({ token: z.string() })) })

async function upload(way: Way, file: File): Promise<Uploaded> {
  const type = typeOf(file)
  const answer = await callGraph(way, 'me/fileUploadUrl', { query: { type } })
  const target = readAnswer(Target, answer, 'me/fileUploadUrl')
  const told = await bring(way.io, target.url, file)
  // Of a picture the token comes after the bytes, of everything else before them.
  const photos = Photos.safeParse(readJson(told))
  const token = photos.success ? Object.values(photos.data.photos)[0]?.token : target.token
  if (!token) throw notTaken(file)
  return { type, payload: { token } }
}

function typeOf({ mime, content }: Pick<File, 'mime' | 'content'>): Uploaded['type'] {
  if (/^image\/(jpeg|png|gif|webp)$/.test(mime) && content.byteLength <= limits.imageSize) return 'IMAGE'
  if (mime.startsWith('video/')) return 'VIDEO'
  return mime.startsWith('audio/') ? 'AUDIO' : 'FILE'
}

/** The address is of another host: no key goes there. */
async function bring(io: ChannelIo, url: string, file: File): Promise<string> {
  const boundary = `otklik-${randomBytes(12).toString('hex')}`
  const mime = /^[\w.+-]+\/[\w.+-]+$/.test(file.mime) ? file.mime : 'application/octet-stream'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${plainName(file)}"\r\nContent-Type: ${mime}\r\n\r\n`
  try {
    const response = await io.fetch(url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      signal: AbortSignal.timeout(uploadMs),
    })
    if (response.status >= 500) throw inTrouble(String(response.status), 'repeatable')
    if (!response.ok) throw notTaken(file)
    return await response.text()
  } catch (error) {
    throw explainBreak(error, 'repeatable')
  }
}

/** The name stands in a header and must not end it. */
function plainName({ name }: File): string {
  return name.replaceAll(/[\p{Cc}";\\/]/gu, '_').slice(-120)
}

function notTaken({ name }: File): ChannelError {
  return new ChannelError('rejected_content', {
    ru: `Одноклассники не приняли файл «${name}»`,
    en: `OK did not take the file “${name}”`,
  })
}
