/** Header text: RFC 2047 words and bare 8-bit bytes to Unicode. Input is one character per byte. */
import { repairCyrillic, repairMojibake } from '@otklik/text'

const word = /=\?([^?\s]{1,60})\?([bq])\?(.{0,4000}?)\?=/giu

interface Piece {
  charset: string | null
  /** One character per byte. */
  bytes: string
}

/**
 * Never throws. Neighbouring words of one charset are joined as bytes before decoding,
 * because some senders cut a letter in two between them.
 */
export function decodeWords(value: string, charsetHint: string | null = null): string {
  if (!value.includes('=?')) return decodeHeaderBytes(value, charsetHint)
  const pieces: Piece[] = []
  let position = 0
  for (const match of value.matchAll(word)) {
    const between = value.slice(position, match.index)
    const previous = pieces.at(-1)
    const isGlued = previous !== undefined && previous.charset !== null && /^\s*$/.test(between)
    if (between !== '' && !isGlued) pieces.push({ charset: null, bytes: between })
    addWord(
      pieces,
      (match[1] ?? '').split('*')[0] ?? '',
      decodeWordBytes(match[2] ?? 'q', match[3] ?? ''),
      isGlued,
    )
    position = match.index + match[0].length
  }
  if (position < value.length) pieces.push({ charset: null, bytes: value.slice(position) })
  return pieces.map((piece) => decodeHeaderBytes(piece.bytes, piece.charset ?? charsetHint)).join('')
}

/** Bytes to text in the charset that is named, unless the bytes speak against it. Control characters become spaces. */
export function decodeHeaderBytes(bytes: string, charset: string | null): string {
  const isPlain =
    !/[\u0080-\uffff]/.test(bytes) && (charset === null || !/utf-?7|2022|utf-?16/i.test(charset))
  const text = isPlain ? bytes : repairMojibake(repairCyrillic(Buffer.from(bytes, 'latin1'), charset).text)
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

function addWord(pieces: Piece[], charset: string, bytes: string, isGlued: boolean): void {
  const previous = pieces.at(-1)
  if (isGlued && previous && previous.charset?.toLowerCase() === charset.toLowerCase())
    previous.bytes += bytes
  else pieces.push({ charset, bytes })
}

function decodeWordBytes(encoding: string, text: string): string {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text.replace(/\s/g, ''), 'base64').toString('latin1')
  return text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
