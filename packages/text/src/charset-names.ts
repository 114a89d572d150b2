/** Names of character sets as letters and pages write them, brought to the names the decoder knows. */
import iconv from 'iconv-lite'

const aliases = new Map<string, string>([
  ['ascii', 'us-ascii'],
  ['ansi', 'windows-1252'],
  ['ansix3.41968', 'us-ascii'],
  ['latin1', 'iso-8859-1'],
  ['utf8mb4', 'utf-8'],
  ['unicode11utf7', 'utf-7'],
  ['unicode11utf8', 'utf-8'],
  ['koi8', 'koi8-r'],
  ['koi8r', 'koi8-r'],
  ['koi8ru', 'koi8-u'],
  ['koi8u', 'koi8-u'],
  ['ibm866', 'cp866'],
  ['dos866', 'cp866'],
  ['alt', 'cp866'],
  ['maccyrillic', 'maccyrillic'],
  ['isoir144', 'iso-8859-5'],
  ['ksc56011987', 'euc-kr'],
])

/** Labels by which a program admits that it does not know. */
const unknownLabels = new Set([
  'unknown',
  'unknown8bit',
  'userdefined',
  'binary',
  'default',
  'none',
  '8bit',
  'mimecharset',
])

/**
 * `"WIN-1251;"` to `windows-1251`. Null for an absent, meaningless or unsupported label:
 * the caller then has to guess from the bytes.
 */
export function normaliseCharset(label: string | null | undefined): string | null {
  const bare = (label ?? '').toLowerCase().replace(/^[\s"']+|[\s"';,]+$/g, '')
  if (bare === '') return null
  const squeezed = bare
    .replace(/^x-/, '')
    .replace(/^cs(?=[a-z])/, '')
    .replace(/[\s_:-]/g, '')
  if (unknownLabels.has(squeezed)) return null
  const alias = aliases.get(squeezed)
  if (alias !== undefined) return alias
  const utf = /^utf(8|7|16|16le|16be|32|32le|32be)$/.exec(squeezed)
  if (utf) return `utf-${utf[1]}`
  const windows = /^(?:windows|win|cp|microsoftcp|mscp)?(125[0-8]|874)$/.exec(squeezed)
  if (windows) return `windows-${windows[1]}`
  const iso = /^(?:iso)?8859(\d{1,2})(?:[ei])?$/.exec(squeezed)
  if (iso) return `iso-8859-${iso[1]}`
  return iconv.encodingExists(bare) ? bare : null
}

/** Decodes without guessing; unknown bytes become U+FFFD. A leading byte order mark is dropped. */
export function decodeBytes(bytes: Uint8Array, charset: string): string {
  if (charset === 'utf-8') return utf8.decode(bytes)
  return iconv.decode(bytes, charset)
}

const utf8 = new TextDecoder('utf-8')
const strictUtf8 = new TextDecoder('utf-8', { fatal: true })

/** The text when the bytes are UTF-8 without a single fault, else null. */
export function decodeStrictUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return null
  }
}
