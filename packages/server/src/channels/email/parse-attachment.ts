/** Attachments: names that can do no harm, types by what the bytes are. */
import { fileTypeFromBuffer } from 'file-type'
import type { InboundAttachment } from '../channel.ts'
import { findHeader } from './parse-headers.ts'
import type { MimePart } from './parse-mime.ts'
import { decodeTransfer } from './parse-transfer.ts'
import { decodeWords } from './parse-words.ts'

/** Decodes the part's bytes into memory of their own, so that they may go to another thread. */
export async function readAttachment(raw: Buffer, part: MimePart, place: number): Promise<InboundAttachment> {
  const content = Uint8Array.from(decodeTransfer(raw.subarray(part.bodyStart, part.bodyEnd), part.encoding))
  const sniffed = await sniffType(content)
  const mime = chooseType(part.type, sniffed?.mime ?? null)
  const given = part.disposition.params.get('filename') ?? part.params.get('name') ?? null
  const contentId = readContentId(part)
  return {
    name: safeName(given ?? subjectName(raw, part), place, sniffed?.ext ?? extensionOf(mime)),
    mime,
    size: content.length,
    content,
    url: null,
    inline:
      part.disposition.value === 'inline' || (contentId !== null && part.disposition.value !== 'attachment'),
    contentId,
  }
}

export function readContentId(part: MimePart): string | null {
  const value = (findHeader(part.headers, 'content-id') ?? '').replace(/[<>\s]/g, '')
  return value === '' ? null : value.slice(0, 300)
}

const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i

/**
 * A file name fit for any disk: the last part of a path, no control or direction characters,
 * no names Windows keeps for itself, at most 180 bytes, the extension kept.
 */
export function safeName(given: string | null, place: number, extension: string | null): string {
  const last =
    (given ?? '')
      .normalize('NFC')
      .split(/[/\\]/)
      .findLast((piece) => piece.trim() !== '') ?? ''
  const bare = last
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .slice(0, 400)
    .replace(/^[. ]+|[. ]+$/g, '')
  if (bare === '') return `attachment-${place + 1}${extension === null ? '' : `.${extension}`}`
  return shorten(reserved.test(bare) ? `_${bare}` : bare)
}

const longestName = 180

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name
  const dot = name.lastIndexOf('.')
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : ''
  let stem = ''
  let room = longestName - Buffer.byteLength(extension)
  for (const char of extension === '' ? name : name.slice(0, dot)) {
    room -= Buffer.byteLength(char)
    if (room < 0) break
    stem += char
  }
  return stem.trimEnd() + extension
}

// What tells a type stands at the beginning; a whole archive is never looked into.
const sniffedBytes = 64 * 1024

async function sniffType(content: Uint8Array): Promise<{ mime: string; ext: string } | null> {
  if (content.length < 4) return null
  try {
    return (await fileTypeFromBuffer(content.subarray(0, sniffedBytes))) ?? null
  } catch {
    // A file cut short within its own header says nothing about its type.
    return null
  }
}

/** Containers say less than the declared type inside them; media must be what they say. */
function chooseType(declared: string, sniffed: string | null): string {
  if (sniffed === null) {
    const mustShow = /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:pdf|zip)$)/.test(declared)
    return mustShow ? 'application/octet-stream' : declared
  }
  const isContainer = /^application\/(?:zip|xml|x-cfb|gzip)$/.test(sniffed)
  const isInside =
    /^application\/(?:vnd\.|msword|epub|java-archive|x-.*office|.*\+(?:zip|xml))|^image\/svg|xml$/.test(
      declared,
    )
  return isContainer && isInside ? declared : sniffed
}

function extensionOf(mime: string): string | null {
  const known: Record<string, string> = {
    'message/rfc822': 'eml',
    'text/calendar': 'ics',
    'text/plain': 'txt',
    'text/html': 'html',
    'text/csv': 'csv',
    'text/vcard': 'vcf',
  }
  return known[mime] ?? null
}

/** A letter attached without a name is named after its subject. */
function subjectName(raw: Buffer, part: MimePart): string | null {
  if (part.type !== 'message/rfc822') return null
  const head = raw.toString('latin1', part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + 32_768))
  const subject = /^subject:[ \t]*((?:.|\r?\n[ \t])*)/im.exec(head)?.[1]
  const words = decodeWords((subject ?? '').replace(/\r?\n[ \t]/g, ' '))
    .replace(/[/\\]/g, '-')
    .trim()
  return words === '' ? null : `${words.slice(0, 80)}.eml`
}
