/** Which Cyrillic encoding undeclared or wrongly declared bytes are in. */
import { decodeBytes, decodeStrictUtf8, normaliseCharset } from './charset-names.ts'
import { bigramWeights, russianAlphabet } from './russian-bigrams.ts'

export interface CyrillicGuess {
  charset: string
  /** 0: pure ASCII or a blind guess; 1: certain. */
  confidence: number
}

export interface RepairedText {
  text: string
  /** The encoding the text was read in. */
  charset: string
  /** The declaration was missing or not followed. */
  repaired: boolean
}

// The order breaks ties: what is written most often stands first.
const candidates = ['windows-1251', 'koi8-r', 'cp866', 'iso-8859-5', 'maccyrillic'] as const

// Mail of our days is in 1251 or KOI8; the others need more than chance to be chosen.
const handicaps: Record<(typeof candidates)[number], number> = {
  'windows-1251': 0,
  'koi8-r': 0,
  cp866: 2,
  'iso-8859-5': 2,
  maccyrillic: 1,
}

// Four kilobytes decide as well as a megabyte.
const sampleSize = 4096

const UPPER = 64
const FOREIGN_LETTER = 126
const ODD = 127
const PLAIN = 125

/** Strict UTF-8 first; else the encoding whose letters and pairs look most like Russian. Bytes of a Latin text give `windows-1252`. */
export function detectCyrillic(bytes: Uint8Array): CyrillicGuess {
  if (isAscii(bytes)) return { charset: 'utf-8', confidence: 0 }
  if (decodeStrictUtf8(bytes) !== null) return { charset: 'utf-8', confidence: 1 }
  return detectSingleByte(bytes)
}

/** As `detectCyrillic`, for bytes already known not to be UTF-8. */
export function detectSingleByte(bytes: Uint8Array): CyrillicGuess {
  const sample = sampleOf(bytes)
  if (looksLatin(sample)) return { charset: 'windows-1252', confidence: 0.5 }
  let best = 'windows-1251'
  let bestScore = Number.NEGATIVE_INFINITY
  let second = Number.NEGATIVE_INFINITY
  for (const charset of candidates) {
    const score = scoreRussian(sample, charset) - handicaps[charset]
    if (score > bestScore) {
      second = bestScore
      bestScore = score
      best = charset
    } else if (score > second) second = score
  }
  return { charset: best, confidence: Math.min(1, Math.max(0, (bestScore - second) / 40)) }
}

/**
 * Decodes text whose declared charset may be missing, misspelt or untrue. Never throws.
 * A declaration that the bytes do not contradict is obeyed.
 */
export function repairCyrillic(bytes: Uint8Array, declared: string | null | undefined): RepairedText {
  const charset = normaliseCharset(declared)
  if (charset !== null && isWide(charset))
    return { text: decodeBytes(bytes, charset), charset, repaired: false }
  if (isAscii(bytes)) return { text: decodeBytes(bytes, 'utf-8'), charset: 'utf-8', repaired: false }
  const strict = decodeStrictUtf8(bytes)
  if (strict !== null) return { text: strict, charset: 'utf-8', repaired: charset !== 'utf-8' }
  if (charset === 'utf-8' && isMostlyUtf8(bytes))
    return { text: decodeBytes(bytes, 'utf-8'), charset, repaired: false }
  const actual = chooseSingleByte(bytes, charset)
  return { text: decodeBytes(bytes, actual), charset: actual, repaired: actual !== charset }
}

function chooseSingleByte(bytes: Uint8Array, declared: string | null): string {
  const guess = detectSingleByte(bytes)
  if (declared === null || declared === 'utf-8' || declared === 'us-ascii') return guess.charset
  const isLatin = /^(iso-8859-1|iso-8859-15|windows-1252)$/.test(declared)
  if (isLatin) return guess.charset === 'windows-1252' ? declared : guess.charset
  const rival = candidates.find((name) => name === guess.charset)
  const named = candidates.find((name) => name === declared)
  if (rival === undefined || named === undefined || rival === named) return declared
  // A sender who names a Cyrillic set is mostly right: overrule only when the difference is plain.
  const sample = sampleOf(bytes)
  const high = countHigh(sample)
  const gain = scoreRussian(sample, rival) - scoreRussian(sample, named)
  return high >= 8 && gain / high > 1.5 ? rival : declared
}

/** Positive for text that reads like Russian, about 3 for every letter of good text. */
function scoreRussian(sample: Uint8Array, charset: (typeof candidates)[number]): number {
  const table = tableOf(charset)
  let score = 0
  let previous = PLAIN
  for (const byte of sample) {
    const cell = byte < 128 ? PLAIN : (table[byte - 128] ?? ODD)
    score += scoreCell(cell, previous)
    previous = cell
  }
  return score
}

function scoreCell(cell: number, previous: number): number {
  if (cell === PLAIN) return 0
  if (cell === ODD) return -5
  if (cell === FOREIGN_LETTER) return -1
  const isUpper = cell >= UPPER
  const letter = isUpper ? cell - UPPER : cell
  if (previous >= FOREIGN_LETTER || previous === PLAIN) return isUpper ? 0.8 : 1
  const wasUpper = previous >= UPPER
  const pair = (bigramWeights[(wasUpper ? previous - UPPER : previous) * 33 + letter] ?? 0) / 1.5
  // A capital after a small letter is what a wrong KOI8 reading produces at every word.
  if (isUpper && !wasUpper) return pair - 3
  return pair + (isUpper ? 0.5 : 1)
}

const tables = new Map<string, Uint8Array>()

/** What each byte 128..255 is in the charset: a Russian letter by its place, other letters, harmless signs, odd signs. */
function tableOf(charset: string): Uint8Array {
  const known = tables.get(charset)
  if (known) return known
  const table = new Uint8Array(128)
  const decoded = decodeBytes(
    Uint8Array.from({ length: 128 }, (_, index) => index + 128),
    charset,
  )
  for (let index = 0; index < 128; index++) table[index] = classOf(decoded[index] ?? '')
  tables.set(charset, table)
  return table
}

function classOf(char: string): number {
  // People write «е» for «ё» so often that the pairs of «ё» look rare: read it as «е».
  if (char === 'ё' || char === 'Ё') return classOf(char === 'ё' ? 'е' : 'Е')
  const place = russianAlphabet.indexOf(char)
  if (place >= 0) return place
  const upperPlace = russianAlphabet.indexOf(char.toLowerCase())
  if (upperPlace >= 0) return UPPER + upperPlace
  if (/[\u00a0«»–—“”„’№…•©®°]/.test(char)) return PLAIN
  return /[іїєґўІЇЄҐЎ]/.test(char) ? FOREIGN_LETTER : ODD
}

/** Accented letters of Western words stand alone among ASCII letters; Cyrillic ones stand together. */
function looksLatin(sample: Uint8Array): boolean {
  let besideAscii = 0
  let besideHigh = 0
  for (let index = 0; index < sample.length; index++) {
    const byte = sample[index] ?? 0
    if (byte < 128) continue
    const before = sample[index - 1] ?? 32
    const after = sample[index + 1] ?? 32
    if (before >= 128 || after >= 128) besideHigh++
    else if (isAsciiLetter(before) || isAsciiLetter(after)) besideAscii++
  }
  return besideAscii > besideHigh
}

function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleSize) return bytes
  const first = bytes.findIndex((byte) => byte >= 128)
  const start = Math.max(0, first - 16)
  return bytes.subarray(start, start + sampleSize)
}

/** UTF-8 with a few wounds (a text cut inside a character) is still UTF-8. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = decodeBytes(bytes.subarray(0, 65_536), 'utf-8')
  let broken = 0
  let good = 0
  for (const char of text) {
    if (char === '\ufffd') broken++
    else if (char > '\u007f') good++
  }
  return good > 0 && broken * 10 <= good + 9 && broken <= good
}

function isWide(charset: string): boolean {
  return /^(utf-(7|16|32)|gb|big5|euc|shift|sjis|iso-2022|hz)/.test(charset) && charset !== 'utf-8'
}

function isAsciiLetter(byte: number): boolean {
  return (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 128) return false
  return true
}

function countHigh(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) if (byte >= 128) count++
  return count
}
