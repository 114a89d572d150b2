/** Names a letter by what it is, so that a second delivery of it makes no second card. */
import { createHash } from 'node:crypto'
import type { Letter } from './letter.ts'
import { parseLetterDate } from './parse-date.ts'

/**
 * Unique inside one account. `mid:` joins Message-ID, who wrote, whom to answer, when, and the words: a stranger who reuses a
 * known Message-ID hides nothing, nor does a form that writes the same one, and «call me back», for every customer. All of it
 * is the sender's and stays as it is when the letter is moved, collected again or forwarded by a server. `raw:` stands for
 * letters without Message-ID: all bytes but the headers that the way adds.
 */
export function letterFingerprint(raw: Uint8Array, letter: Letter): string {
  if (letter.messageId === null)
    return `raw:${hash([stripTrace(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))])}`
  return `mid:${hash([letter.messageId, sendersOf(letter), timeOf(letter), contentOf(letter)])}`
}

/** The same for all letters of one Message-ID: when it is known but the fingerprint is new, keep both and say so. */
export function messageIdKey(letter: Letter): string | null {
  return letter.messageId === null ? null : hash([letter.messageId])
}

function sendersOf(letter: Letter): string {
  const from = `${letter.from?.name ?? ''} <${letter.from?.address ?? ''}>`
  return [from, ...letter.replyTo.map((to) => to.address).toSorted()].join('\n')
}

/**
 * The moment the sender wrote, in whatever zone a server wrote it down, and whether it is plausible or not: what is judged by
 * today's clock would differ tomorrow. A letter without a date has the time of its first server, which is the lowest trace.
 */
function timeOf(letter: Letter): string {
  const date = headerOf(letter, 'date')
  const written = date ?? headerOf(letter, 'received')?.split('\n').at(-1)?.split(';').at(-1) ?? ''
  return parseLetterDate(written, endOfTime)?.toISOString() ?? written.replace(/\s+/g, '')
}

const endOfTime = new Date(8.64e15)

function headerOf(letter: Letter, name: string): string | undefined {
  return letter.headers.find((header) => header.name === name)?.value
}

/** Decoded and without blanks: servers on the way re-encode and re-wrap. */
function contentOf(letter: Letter): string {
  const files = letter.attachments.map((file) => `${file.name}:${file.size}`).join('\n')
  return hash([letter.subject.replace(/\s+/g, ''), letter.text.replace(/\s+/g, ''), files])
}

const traceHeader =
  /^(?:received|delivered-to|return-path|envelope-to|x-[^:\s]*|authentication-results|arc-[^:\s]*|received-spf|dkim-filter|status)\s*:/i

function stripTrace(raw: Buffer): Buffer {
  const end = headerEnd(raw)
  const kept: string[] = []
  let isTrace = false
  for (const line of raw.toString('latin1', 0, end).split(/\r?\n/)) {
    if (!/^[ \t]/.test(line)) isTrace = traceHeader.test(line) || /^>?From /.test(line)
    if (!isTrace) kept.push(line)
  }
  return Buffer.concat([
    Buffer.from(kept.join('\n').trim(), 'latin1'),
    Buffer.from('\n\n'),
    Buffer.from(raw.toString('latin1', end).replace(/\r\n/g, '\n').trim(), 'latin1'),
  ])
}

function headerEnd(raw: Buffer): number {
  const unix = raw.indexOf('\n\n')
  const dos = raw.indexOf('\r\n\r\n')
  const ends = [unix, dos].filter((place) => place >= 0)
  return ends.length === 0 ? raw.length : Math.min(...ends)
}

function hash(parts: (string | Buffer)[]): string {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part).update('\0')
  return sum.digest('hex')
}
