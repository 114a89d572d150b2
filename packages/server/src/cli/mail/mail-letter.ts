/** One letter found in files, before the program has seen it. */

/** Larger letters are not kept whole anywhere; the parser gives up earlier still. */
export const maxLetterBytes = 100 * 1024 * 1024

export interface FoundLetter {
  /** As a person would name it: the path that was given and what lies below. */
  file: string
  raw: Buffer
  /** When it came to the mailbox, by the marks of the mail servers; null: nothing says so. */
  arrivedAt: Date | null
  isJunk: boolean
  /** Bytes of the source this letter stands for; for the progress bar. */
  bytes: number
}

/** A place that should hold letters and could not be read, in words. */
export interface UnreadPlace {
  file: string
  problem: string
  bytes: number
}

const headBytes = 64 * 1024

/** The day of arrival: the last server's `Received`, else the envelope line of an mbox, else the sender's own date. */
export function readArrival(raw: Buffer, envelope: string, now: Date): Date | null {
  const head = unfold(raw.toString('latin1', 0, Math.min(raw.length, headBytes)))
  const received = /^received:.*;([^;\n]+)$/im.exec(head)?.[1]
  const sent = /^date:(.+)$/im.exec(head)?.[1]
  const stamped = /(?:mon|tue|wed|thu|fri|sat|sun),?\s.*\d{4}.*$/i.exec(envelope)?.[0]
  for (const text of [received, stamped, sent]) {
    const date = readDate(text)
    if (date && date.getTime() <= now.getTime() + 86_400_000) return date
  }
  return null
}

export function readMessageId(raw: Uint8Array): string | null {
  const head = unfold(
    Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, headBytes)).toString('latin1'),
  )
  return /^message-id:[ \t]*<([^>\s]{1,500})>/im.exec(head)?.[1] ?? null
}

function unfold(text: string): string {
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  return text
    .slice(0, end)
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
}

/** Years before mail existed are broken clocks. */
function readDate(text: string | undefined): Date | null {
  if (!text) return null
  const date = new Date(text.replace(/\([^()]*\)/g, ' ').trim())
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1980 ? null : date
}
