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

/** Takes the pair of quotes off when it embraces the whole text. */
export function unquote(text: string): string {
  const match = /^(?:«([^»]*(?:«[^»]*»[^»]*)*)»|“([^”]*)”|"([^"]*)"|„([^“]*)“)$/su.exec(text.trim())
  return (match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? text).trim()
}
