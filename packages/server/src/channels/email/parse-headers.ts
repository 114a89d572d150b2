/** Header lines as raw bytes, and the parameters within them. */
import { decodeHeaderBytes, decodeWords } from './parse-words.ts'
import type { LetterLimits } from './parse-limits.ts'

export interface RawHeader {
  /** Lower case. */
  name: string
  /** Unfolded; one character per byte (latin1), so that nothing is lost before the charset is known. */
  value: string
}

export interface HeaderBlock {
  headers: RawHeader[]
  /** Where the body begins. */
  bodyStart: number
}

const LF = 10
const longestValue = 64 * 1024

/** Reads the header block from `start`. A line that cannot be a header ends the block, as a missing empty line would. */
export function readHeaderBlock(raw: Buffer, start: number, end: number, limits: LetterLimits): HeaderBlock {
  const headers: RawHeader[] = []
  const stop = Math.min(end, start + limits.headerBytes)
  let position = start
  while (position < end) {
    const next = lineEnd(raw, position, end)
    if (isBlank(raw, position, next)) return { headers, bodyStart: next }
    if (position < stop && headers.length < limits.headerLines) {
      const line = raw.toString('latin1', position, Math.min(next, position + longestValue)).trimEnd()
      if (!addLine(headers, line)) return { headers, bodyStart: position }
    }
    position = next
  }
  return { headers, bodyStart: end }
}

function addLine(headers: RawHeader[], line: string): boolean {
  const last = headers.at(-1)
  if (/^[ \t]/.test(line)) {
    if (last && last.value.length < longestValue) last.value += ` ${line.trim()}`
    return true
  }
  const colon = line.indexOf(':')
  const name = line.slice(0, colon).trim().toLowerCase()
  if (colon <= 0 || /\s/.test(name)) {
    // The "From " line of a mailbox file, also after a `>`.
    return headers.length === 0 && /^>?From /.test(line)
  }
  headers.push({ name, value: line.slice(colon + 1).trim() })
  return true
}

function lineEnd(raw: Buffer, position: number, end: number): number {
  const found = raw.indexOf(LF, position)
  return found < 0 || found >= end ? end : found + 1
}

function isBlank(raw: Buffer, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const byte = raw[index]
    if (byte !== 13 && byte !== LF) return false
  }
  return true
}

export function findHeader(headers: readonly RawHeader[], name: string): string | null {
  return headers.find((header) => header.name === name)?.value ?? null
}

export interface Structured {
  /** The word before the first semicolon, lower case. */
  value: string
  /** Decoded; RFC 2231 pieces joined. */
  params: Map<string, string>
}

/** `text/plain; charset="x"; name*0*=utf-8''…; name*1=…` */
export function parseStructured(header: string | null, charsetHint: string | null = null): Structured {
  const pieces = splitPieces(header ?? '')
  const value = (pieces.shift() ?? '').trim().toLowerCase()
  const params = new Map<string, string>()
  const long = new Map<string, { index: number; text: string; isEncoded: boolean }[]>()
  for (const piece of pieces) {
    const equals = piece.indexOf('=')
    if (equals < 1) continue
    const name = piece.slice(0, equals).trim().toLowerCase()
    const text = unquote(piece.slice(equals + 1).trim())
    const star = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name)
    if (!star) {
      if (!params.has(name)) params.set(name, decodeWords(text, charsetHint))
      continue
    }
    const list = long.get(star[1] ?? '') ?? []
    list.push({ index: Number(star[2] ?? 0), text, isEncoded: star[2] === undefined || star[3] === '*' })
    long.set(star[1] ?? '', list)
  }
  for (const [name, list] of long) params.set(name, joinLong(list, charsetHint))
  return { value, params }
}

function joinLong(list: { index: number; text: string; isEncoded: boolean }[], hint: string | null): string {
  const ordered = list.toSorted((a, b) => a.index - b.index)
  let charset: string | null = null
  let bytes = ''
  for (const [place, piece] of ordered.entries()) {
    let text = piece.text
    const mark = place === 0 && piece.isEncoded ? /^([^']*)'[^']*'/.exec(text) : null
    if (mark) {
      charset = mark[1] ?? null
      text = text.slice(mark[0].length)
    }
    bytes += piece.isEncoded
      ? text.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : text
  }
  return charset === null && /=\?/.test(bytes)
    ? decodeWords(bytes, hint)
    : decodeHeaderBytes(bytes, charset ?? hint)
}

/** At semicolons outside quotes. */
function splitPieces(header: string): string[] {
  const pieces: string[] = []
  let current = ''
  let isQuoted = false
  for (let index = 0; index < header.length; index++) {
    const char = header.charAt(index)
    if (char === '\\' && isQuoted) {
      current += char + header.charAt(++index)
      continue
    }
    if (char === '"') isQuoted = !isQuoted
    if (char === ';' && !isQuoted) {
      pieces.push(current)
      current = ''
    } else current += char
  }
  pieces.push(current)
  return pieces.slice(0, 200)
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text.endsWith(')') ? text.slice(0, text.lastIndexOf('(')).trimEnd() : text
  const end = text.lastIndexOf('"')
  return text.slice(1, end > 0 ? end : undefined).replace(/\\(["\\])/g, '$1')
}
