/** A raw letter to a `Letter`: pure but for the look-up of signature keys. */
import { splitReply } from '@otklik/text'
import { proveSender } from './authentication.ts'
import type { DkimKeys, DnsResolver } from './authentication-keys.ts'
import { sanitiseLetterHtml } from './html-sanitise.ts'
import type { Letter, LetterAddress } from './letter.ts'
import { parseAddresses } from './parse-address.ts'
import { readAttachment } from './parse-attachment.ts'
import { collectParts } from './parse-body.ts'
import { parseLetterDate } from './parse-date.ts'
import { findHeader } from './parse-headers.ts'
import type { RawHeader } from './parse-headers.ts'
import { defaultLimits, LetterError } from './parse-limits.ts'
import type { LetterLimits } from './parse-limits.ts'
import { readMime } from './parse-mime.ts'
import type { MimePart } from './parse-mime.ts'
import { composeText } from './parse-text.ts'
import { decodeWords } from './parse-words.ts'

export interface ParseOptions {
  /** Names under which our own servers write Authentication-Results; `*.example.net` stands for any host below. */
  ownAuthServers: string[]
  /** Secret addresses, each known to one site only. */
  collectorAddresses: string[]
  /** Answers TXT questions about signature keys; goes before `dkimKeys`. Cannot cross to a worker thread. */
  resolver?: DnsResolver
  dkimKeys?: DkimKeys
  /** False leaves `html` null although there is HTML: whoever shows the letter calls `sanitiseLetterHtml` then. */
  sanitise?: boolean
  now?: Date
  limits?: Partial<LetterLimits>
}

/** Throws only `LetterError`. What is broken in the letter is read as far as it can be. */
export async function parseLetter(raw: Uint8Array, options: ParseOptions): Promise<Letter> {
  try {
    return await parseUnguarded(
      withNewlines(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)),
      options,
    )
  } catch (error) {
    if (error instanceof LetterError) throw error
    throw new LetterError('unreadable', `The letter could not be read: ${String(error)}`, { cause: error })
  }
}

/** Letters stored by old Macintosh programs end their lines with CR alone. */
function withNewlines(raw: Buffer): Buffer {
  const head = raw.subarray(0, 8192)
  if (head.includes(10) || !head.includes(13)) return raw
  const copy = Buffer.from(raw)
  for (let place = copy.indexOf(13); place >= 0; place = copy.indexOf(13, place + 1)) copy[place] = 10
  return copy
}

async function parseUnguarded(raw: Buffer, options: ParseOptions): Promise<Letter> {
  const limits = { ...defaultLimits, ...options.limits }
  const root = readMime(raw, limits)
  const hint = charsetHint(root)
  const senders = root.headers
    .filter((header) => header.name === 'from')
    .map((header) => parseAddresses(header.value, hint))
  const from = senders.flat()[0] ?? null
  const fromCount = Math.max(senders.length, senders.flat().length)
  const parts = collectParts(raw, root, limits)
  const { text, own, marked, html } = composeText(parts.blocks)
  const split = splitReply(own)
  const attachments = []
  for (const [place, part] of parts.attachments.entries())
    attachments.push(await readAttachment(raw, part, place))
  const trust = await proveSender({
    raw,
    headers: root.headers,
    from,
    fromCount,
    recipients: readRecipients(root.headers),
    ownAuthServers: options.ownAuthServers,
    collectorAddresses: options.collectorAddresses,
    ...(options.resolver ? { resolver: options.resolver } : {}),
    ...(options.dkimKeys ? { dkimKeys: options.dkimKeys } : {}),
  })
  return {
    messageId: readMessageId(findHeader(root.headers, 'message-id')),
    inReplyTo: readIds(findHeader(root.headers, 'in-reply-to'))[0] ?? null,
    references: shortReferences(readIds(findHeader(root.headers, 'references'))),
    subject: readSubject(findHeader(root.headers, 'subject') ?? '', hint),
    from,
    fromCount,
    replyTo: addressesOf(root.headers, 'reply-to', hint),
    to: addressesOf(root.headers, 'to', hint),
    cc: addressesOf(root.headers, 'cc', hint),
    date: parseLetterDate(findHeader(root.headers, 'date'), options.now ?? new Date()),
    headers: joinHeaders(root.headers, hint),
    text,
    reply: split.reply === '' ? text : split.reply,
    quoted: [split.quoted, marked].filter((part) => part !== null).join('\n\n') || null,
    html: html === null || options.sanitise === false ? null : sanitiseLetterHtml(html),
    rawHtml: html,
    attachments,
    reports: parts.reports,
    trust,
    size: raw.length,
  }
}

const singleByte = /^["']?(?:x-)?(?:koi8|(?:windows|win|cp)-?\d{3,4}|iso-?8859-?(?!1\b)|ibm866|mac)/i

/** The charset of the letter's words helps to read bare 8-bit headers of two or three letters. */
function charsetHint(part: MimePart): string | null {
  const own = part.params.get('charset')
  if (own !== undefined) return singleByte.test(own) ? own : null
  for (const child of part.children.slice(0, 4)) {
    const found = charsetHint(child)
    if (found !== null) return found
  }
  return null
}

function addressesOf(headers: readonly RawHeader[], name: string, hint: string | null): LetterAddress[] {
  return headers
    .filter((header) => header.name === name)
    .flatMap((header) => parseAddresses(header.value, hint))
}

const recipientHeaders = new Set([
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-forwarded-to',
])

function readRecipients(headers: readonly RawHeader[]): string[] {
  return headers
    .filter((header) => recipientHeaders.has(header.name))
    .flatMap((header) => parseAddresses(header.value).map((item) => item.address))
}

/** Null for what cannot name a letter: empty, blanks inside, or a bare word. */
function readMessageId(value: string | null): string | null {
  const inside = /<([^<>]{1,500})>/.exec(value ?? '')?.[1] ?? value ?? ''
  const id = inside.replace(/\s+/g, '')
  return id.length >= 5 && id.length <= 500 && /[@.]/.test(id) && !/[<>]/.test(id) ? id : null
}

function readIds(value: string | null): string[] {
  return [...(value ?? '').matchAll(/<([^<>\s]{3,500})>/g)].map((match) => match[1] ?? '')
}

/** The first names the thread, the last its latest letters. */
function shortReferences(ids: string[]): string[] {
  const unique = [...new Set(ids)]
  return unique.length <= 100 ? unique : [...unique.slice(0, 1), ...unique.slice(-99)]
}

/** One entry for each name; values of repeated headers on lines of their own, topmost first. */
function joinHeaders(headers: readonly RawHeader[], hint: string | null): { name: string; value: string }[] {
  const joined = new Map<string, string>()
  for (const header of headers) {
    const value = decodeWords(header.value, hint)
    const known = joined.get(header.name)
    joined.set(header.name, known === undefined ? value : `${known}\n${value}`)
  }
  return [...joined].map(([name, value]) => ({ name, value }))
}

function readSubject(value: string, hint: string | null): string {
  // Some programs quote an encoded subject as if it were a name.
  const bare = /^"(=\?.*\?=)"$/.exec(value)?.[1] ?? value
  return decodeWords(bare, hint).replace(/\s+/g, ' ').trim().slice(0, 1000)
}
