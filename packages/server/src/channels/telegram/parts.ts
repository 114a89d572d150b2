/** Which messages of Telegram a text and its files become. */
import { ChannelError, type OutboundAnswer } from '../channel.ts'

export type File = OutboundAnswer['attachments'][number]

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'photo' | 'document'; file: File; caption: string | null }
  | { kind: 'album'; of: 'photo' | 'document'; files: File[]; caption: string | null }

const megabyte = 1024 * 1024
export const limits = {
  text: 4096,
  caption: 1024,
  files: 10,
  fileSize: 50 * megabyte,
  imageSize: 10 * megabyte,
}

/** A short text is the caption of the first files; a long one goes before them. */
export function planParts(text: string, files: readonly File[]): Part[] {
  refuseTooMuch(text, files)
  const groups = [
    ...chunks(files.filter(isPhoto), 'photo'),
    ...chunks(
      files.filter((file) => !isPhoto(file)),
      'document',
    ),
  ]
  const asCaption = groups.length > 0 && text.length <= limits.caption
  const before: Part[] = asCaption || text === '' ? [] : [{ kind: 'text', text }]
  return [
    ...before,
    ...groups.map((group, index) => toPart(group, asCaption && index === 0 && text !== '' ? text : null)),
  ]
}

interface Group {
  of: 'photo' | 'document'
  files: [File, ...File[]]
}

function toPart({ of, files }: Group, caption: string | null): Part {
  return files.length === 1 ? { kind: of, file: files[0], caption } : { kind: 'album', of, files, caption }
}

/** Photos and documents do not mix in one album. */
function chunks(files: readonly File[], of: Group['of']): Group[] {
  const groups: Group[] = []
  for (let from = 0; from < files.length; from += limits.files) {
    const [first, ...others] = files.slice(from, from + limits.files)
    if (first) groups.push({ of, files: [first, ...others] })
  }
  return groups
}

/** A larger picture goes as a file, unharmed. */
function isPhoto({ mime, content }: File): boolean {
  return /^image\/(jpeg|png|webp)$/.test(mime) && content.byteLength <= limits.imageSize
}

function refuseTooMuch(text: string, files: readonly File[]): void {
  if (text.length > limits.text)
    throw new ChannelError('rejected_content', {
      ru: `В сообщение Телеграма помещается ${limits.text} знаков, у вас ${text.length}`,
      en: `A message of Telegram takes ${limits.text} characters, yours has ${text.length}`,
    })
  const large = files.find(({ content }) => content.byteLength > limits.fileSize)
  if (large)
    throw new ChannelError('rejected_content', {
      ru: `«${large.name}» больше 50 МБ: боты таких файлов не отправляют`,
      en: `“${large.name}” is larger than 50 MB: bots cannot send such files`,
    })
  if (text === '' && files.length === 0)
    throw new ChannelError('rejected_content', { ru: 'Сообщение пустое', en: 'The message is empty' })
}
