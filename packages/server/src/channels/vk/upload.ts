/** Files go to VK in three steps: ask where to, bring the bytes, have them kept. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ChannelError, type ChannelIo, type OutboundAnswer } from '../channel.ts'
import { readJson, type Params, type Vk } from './api.ts'
import { Id } from './event.ts'

export type File = OutboundAnswer['attachments'][number]

const megabyte = 1024 * 1024
export const limits = {
  text: 4096,
  caption: 4096,
  files: 10,
  fileSize: 200 * megabyte,
  imageSize: 50 * megabyte,
}

/** Where the files go: into the messages of a dialog, or under a post of a community. */
export type Place = { kind: 'dialog'; peerId: string } | { kind: 'wall'; groupId: string }

export interface Road {
  vk: Vk
  io: ChannelIo
  place: Place
}

/** Names of the kept files as VK takes them in a message: `photo-9_5_key,doc-9_6`. Undefined without files. */
export async function uploadAll(road: Road, files: readonly File[]): Promise<string | undefined> {
  const names: string[] = []
  for (const file of files)
    names.push(await (isPhoto(file) ? uploadPhoto(road, file) : uploadDocument(road, file)))
  return names.length > 0 ? names.join(',') : undefined
}

export function refuseTooMuch(text: string, files: readonly File[]): void {
  if (text.length > limits.text)
    throw refused(
      `В сообщение ВК помещается ${limits.text} знаков, у вас ${text.length}`,
      `A message of VK takes ${limits.text} characters, yours has ${text.length}`,
    )
  if (files.length > limits.files)
    throw refused(
      `К сообщению ВК можно приложить до ${limits.files} файлов`,
      `A message of VK takes up to ${limits.files} files`,
    )
  const large = files.find(({ content }) => content.byteLength > limits.fileSize)
  if (large) throw refused(`«${large.name}» больше 200 МБ`, `“${large.name}” is larger than 200 MB`)
  if (text === '' && files.length === 0) throw refused('Сообщение пустое', 'The message is empty')
}

/** A larger picture, or one of a form VK would convert, goes as a file unharmed. */
function isPhoto({ mime, content }: File): boolean {
  return /^image\/(jpeg|png)$/.test(mime) && content.byteLength <= limits.imageSize
}

const Target = z.object({ upload_url: z.url({ protocol: /^https?$/ }) })
const Kept = z.object({ id: Id, owner_id: Id, access_key: z.string().optional() })
const Uploaded = z.object({ server: z.union([z.int(), z.string()]), photo: z.string(), hash: z.string() })

async function uploadPhoto({ vk, io, place }: Road, file: File): Promise<string> {
  const wall = place.kind === 'wall'
  const target = wall
    ? await vk.ask('photos.getWallUploadServer', { group_id: place.groupId }, Target)
    : await vk.ask('photos.getMessagesUploadServer', { peer_id: place.peerId }, Target)
  const uploaded = read(Uploaded, await bring(io, target.upload_url, { field: 'photo', file }), file)
  if (uploaded.photo === '' || uploaded.photo === '[]') throw notTaken(file)
  const params: Params = { ...uploaded, ...(wall && { group_id: place.groupId }) }
  const [photo] = await vk.ask(
    wall ? 'photos.saveWallPhoto' : 'photos.saveMessagesPhoto',
    params,
    z.array(Kept),
  )
  if (!photo) throw notTaken(file)
  return nameOf('photo', photo)
}

const SavedDoc = z
  .union([z.object({ doc: Kept }), z.array(Kept).min(1)])
  .transform((answer) => (Array.isArray(answer) ? answer[0] : answer.doc))

async function uploadDocument({ vk, io, place }: Road, file: File): Promise<string> {
  const target =
    place.kind === 'wall'
      ? await vk.ask('docs.getWallUploadServer', { group_id: place.groupId }, Target)
      : await vk.ask('docs.getMessagesUploadServer', { type: 'doc', peer_id: place.peerId }, Target)
  const uploaded = read(
    z.object({ file: z.string() }),
    await bring(io, target.upload_url, { field: 'file', file }),
    file,
  )
  const doc = await vk.ask('docs.save', { file: uploaded.file, title: safeName(file) }, SavedDoc)
  if (!doc) throw notTaken(file)
  return nameOf('doc', doc)
}

function nameOf(kind: string, { owner_id: owner, id, access_key: key }: z.infer<typeof Kept>): string {
  return `${kind}${owner}_${id}${key === undefined ? '' : `_${key}`}`
}

const uploadMs = 100_000

async function bring(
  io: ChannelIo,
  url: string,
  { field, file }: { field: string; file: File },
): Promise<unknown> {
  const boundary = `otklik${createHash('sha256').update(file.content).digest('hex').slice(0, 32)}`
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${safeName(file)}"\r\nContent-Type: ${file.mime.replaceAll(/[^\w./+-]/g, '')}\r\n\r\n`
  return readJson(() =>
    io.fetch(url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
      signal: AbortSignal.timeout(uploadMs),
    }),
  )
}

/** The name stands in a header and must not end it. */
function safeName({ name }: File): string {
  return name.replaceAll(/[\p{Cc}";\\/]/gu, '_').slice(-120)
}

function read<T extends z.ZodType>(schema: T, answer: unknown, file: File): z.infer<T> {
  const parsed = schema.safeParse(answer)
  if (!parsed.success) throw notTaken(file)
  return parsed.data
}

function notTaken({ name }: File): ChannelError {
  return refused(`ВК не принял файл «${name}»`, `VK did not take the file “${name}”`)
}

function refused(ru: string, en: string): ChannelError {
  return new ChannelError('rejected_content', { ru, en })
}
