/** Mends strings that some program decoded wrongly before we saw them: "ÐŸÑ€Ð¸", "Ïðèâåò", "РџСЂРё". */
import { decodeBytes, decodeStrictUtf8 } from './charset-names.ts'
import { detectSingleByte } from './cyrillic.ts'
import { bigramWeights, russianAlphabet } from './russian-bigrams.ts'

/** Wrong readings that people really make, each of which can be undone. */
const wrongReadings = ['windows-1252', 'windows-1251', 'koi8-r', 'cp866'] as const

// Signs without which no wrong reading of Cyrillic is possible: Latin-1 letters, the lead letters of UTF-8 in 1251, KOI8 and 866.
const suspicious =
  /[\u00c0-\u00ff]{2}|[ÐÑÃÂ][\u0080-\u02ff\u2000-\u2122]|(?:[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u2013-\u2122])|п[\u2500-\u25a0\u2248-\u2265]|╨|╤/

/** The string itself when nothing is wrong with it or nothing better can be made of it. */
export function repairMojibake(text: string): string {
  if (!suspicious.test(text)) return text
  const whole = repairOnce(text)
  if (whole !== null) return suspicious.test(whole) ? (repairOnce(whole) ?? whole) : whole
  // Sound text beside broken text cannot be turned back as one: try line by line.
  if (!text.includes('\n')) return text
  return text
    .split('\n')
    .map((line) => (suspicious.test(line) ? (repairOnce(line) ?? line) : line))
    .join('\n')
}

function repairOnce(text: string, depth = 0): string | null {
  for (const charset of wrongReadings) {
    const bytes = encodeBack(text, charset)
    if (bytes === null) continue
    const better =
      rereadUtf8(bytes, text, depth) ?? (charset === 'windows-1252' ? rereadSingleByte(bytes, text) : null)
    if (better !== null && russianness(better) > russianness(text)) return better
  }
  return null
}

function rereadUtf8(bytes: Uint8Array, source: string, depth: number): string | null {
  // A decoder that met undefined bytes left U+FFFD: those characters are lost, the rest is not.
  const text = source.includes('\ufffd') ? decodeBytes(bytes, 'utf-8') : decodeStrictUtf8(bytes)
  if (text === null) return null
  if (/[\u0400-\u04ff]/.test(text)) return text
  return depth < 2 && text.length < source.length && suspicious.test(text)
    ? repairOnce(text, depth + 1)
    : null
}

function rereadSingleByte(bytes: Uint8Array, source: string): string | null {
  if (!isWhollyAccented(source)) return null
  const guess = detectSingleByte(bytes)
  return guess.charset === 'windows-1252' ? null : decodeBytes(bytes, guess.charset)
}

/** Spoilt Cyrillic words consist of accented letters only; Western words mix them with plain ones. */
function isWhollyAccented(text: string): boolean {
  const words =
    text
      .slice(0, 4000)
      .match(/[a-z\u00a8\u00b8\u00c0-\u00ff]*[\u00c0-\u00ff][a-z\u00a8\u00b8\u00c0-\u00ff]*/gi) ?? []
  const pure = words.filter((word) => !/[a-z]/i.test(word))
  return pure.join('').length >= 4 && pure.length > words.length / 2
}

/** Average liking of Russian for the pairs of letters; texts without Cyrillic pairs are worst. */
function russianness(text: string): number {
  let sum = 0
  let pairs = 0
  let previous = -1
  for (const char of text.slice(0, 4000).toLowerCase()) {
    const letter = russianAlphabet.indexOf(char)
    if (letter >= 0 && previous >= 0) {
      sum += bigramWeights[previous * 33 + letter] ?? 0
      pairs++
    }
    previous = letter
  }
  return pairs === 0 ? -10 : sum / pairs
}

const reverse = new Map<string, Map<string, number>>()

/** The bytes whose wrong reading gave the text; null when a character is not of that charset. Undefined bytes read as C1 controls. */
function encodeBack(text: string, charset: string): Uint8Array | null {
  const table = reverseTable(charset)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    const byte =
      code === 0xfffd
        ? 0xff
        : code < 128
          ? code
          : (table.get(text[index] ?? '') ?? (code < 160 ? code : undefined))
    if (byte === undefined) return null
    bytes[index] = byte
  }
  return bytes
}

function reverseTable(charset: string): Map<string, number> {
  const known = reverse.get(charset)
  if (known) return known
  const table = new Map<string, number>()
  for (let byte = 128; byte < 256; byte++) {
    const char = decodeBytes(Uint8Array.of(byte), charset)
    if (char !== '\ufffd') table.set(char, byte)
  }
  reverse.set(charset, table)
  return table
}
