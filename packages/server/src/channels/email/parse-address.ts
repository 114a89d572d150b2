/** Address lists of headers. Names are decoded after the list is cut, so a comma inside an encoded name cuts nothing. */
import type { LetterAddress } from './letter.ts'
import { decodeWords } from './parse-words.ts'

const mostAddresses = 2000

/** `"Name" <a@b>, c@d (Name), Group: e@f, g@h;`. Addresses in lower case; what has no address is left out. */
export function parseAddresses(value: string | null, charsetHint: string | null = null): LetterAddress[] {
  if (value === null) return []
  const found: LetterAddress[] = []
  for (const item of splitList(value)) {
    const address = parseOne(item, charsetHint)
    if (address) found.push(address)
    if (found.length >= mostAddresses) break
  }
  return found
}

function parseOne(item: string, hint: string | null): LetterAddress | null {
  const open = findOutsideQuotes(item, '<')
  if (open >= 0) {
    const close = item.indexOf('>', open)
    const address = cleanAddress(item.slice(open + 1, close < 0 ? undefined : close))
    const name =
      cleanName(item.slice(0, open), hint) ?? cleanName(close < 0 ? '' : item.slice(close + 1), hint)
    return address === null ? null : { address, name: name === address ? null : name }
  }
  const comment = /\(((?:[^()\\]|\\.)*)\)/.exec(item)
  const bare = comment ? item.replace(comment[0], ' ').trim() : item.trim()
  const token = bare.split(/\s+/).find((word) => word.includes('@')) ?? (/^[\w.-]+$/.test(bare) ? bare : null)
  const address = token === null ? cleanAddress(decodeWords(bare, hint)) : cleanAddress(token)
  if (address === null) return null
  const rest = comment?.[1] ?? (token === null ? '' : bare.replace(token, ' '))
  return { address, name: cleanName(rest, hint) }
}

/** Lower case without decoration; null for what can be no address. A bare word (`MAILER-DAEMON`) is kept: bounces come so. */
function cleanAddress(text: string): string | null {
  const bare = decodeWords(text)
    .replace(/^\s*(?:mailto:|smtp:)/i, '')
    .replace(/[\s"'<>]/g, '')
    .toLowerCase()
  return bare.length > 0 && bare.length <= 320 && /^[^@,;]+(?:@[^@,;]+)?$/.test(bare) ? bare : null
}

function cleanName(text: string, hint: string | null): string | null {
  const unquoted = text.replace(/"((?:[^"\\]|\\.)*)"/g, (_all, inner: string) =>
    inner.replace(/\\(.)/g, '$1'),
  )
  const name = decodeWords(unquoted.slice(0, 2000).replace(/^\s*\(|\)\s*$/g, ''), hint)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"']+|[\s"']+$/g, '')
  return name === '' ? null : name.slice(0, 300)
}

/** At commas and semicolons outside quotes, comments and angle brackets; group names are dropped. */
function splitList(value: string): string[] {
  const items: string[] = []
  let current = ''
  let depth = 0
  let isQuoted = false
  let isAngle = false
  for (let index = 0; index < value.length; index++) {
    const char = value.charAt(index)
    if (char === '\\') {
      current += char + value.charAt(++index)
      continue
    }
    if (char === '"' && depth === 0) isQuoted = !isQuoted
    else if (!isQuoted) {
      if (char === '(') depth++
      else if (char === ')') depth = Math.max(0, depth - 1)
      else if (char === '<') isAngle = true
      else if (char === '>') isAngle = false
      else if (depth === 0 && !isAngle && (char === ',' || char === ';')) {
        items.push(current)
        current = ''
        continue
      } else if (depth === 0 && !isAngle && char === ':' && !/@|=\?|mailto$/i.test(current)) {
        current = ''
        continue
      }
    }
    current += char
  }
  items.push(current)
  return items.filter((item) => item.trim() !== '')
}

function findOutsideQuotes(text: string, wanted: string): number {
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index)
    if (char === '\\') index++
    else if (char === '"') isQuoted = !isQuoted
    else if (char === wanted && !isQuoted) return index
  }
  // An unclosed quote must not hide the address.
  return isQuoted ? text.lastIndexOf(wanted) : -1
}
