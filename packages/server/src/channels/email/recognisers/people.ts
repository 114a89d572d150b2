/** Names, addresses and phones as people write them in forms. */

const emailPattern = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}.-]{1,190}\.[\p{L}]{2,24}/u

export function findEmail(text: string): string | null {
  return emailPattern.exec(text)?.[0].toLowerCase() ?? null
}

/**
 * A phone in the international form, `+79000000000`. Ten digits and eleven with a leading 8 are read as
 * Russian or Kazakh numbers; null when it is no phone.
 */
export function normalisePhone(text: string): string | null {
  const main = text.replace(/(?:доб|ext|вн)\.?\s*\d+.*$/iu, '')
  const digits = main.replace(/\D/g, '')
  if (/[\p{L}]{3,}/u.test(main)) return null
  if (main.trim().startsWith('+')) return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : null
  if (digits.length === 11 && /^[78]/.test(digits)) return `+7${digits.slice(1)}`
  if (digits.length === 10 && /^[3-9]/.test(digits)) return `+7${digits}`
  return digits.length >= 11 && digits.length <= 15 ? `+${digits}` : null
}

const quotePairs: readonly [string, string][] = [
  ['«', '»'],
  ['“', '”'],
  ['„', '“'],
  ['"', '"'],
]

/** Takes the pair of quotes off when it embraces the whole text: «a» yes, «a» и «b» no. */
export function unquote(text: string): string {
  const flat = text.trim()
  const pair = quotePairs.find(
    ([open, close]) => flat.length > 1 && flat.startsWith(open) && flat.endsWith(close),
  )
  return pair !== undefined && closesOnlyAtEnd(flat, pair) ? flat.slice(1, -1).trim() : flat
}

function closesOnlyAtEnd(text: string, [open, close]: readonly [string, string]): boolean {
  if (open === close) return text.indexOf(close, 1) === text.length - 1
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === open) depth += 1
    else if (text[index] === close) depth -= 1
    if (depth <= 0 && index < text.length - 1) return false
  }
  return depth === 0
}
