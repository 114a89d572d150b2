/** Whether a letter's sender is who a recogniser takes it for. */
import type { Letter } from '../letter.ts'
import type { Recogniser } from './types.ts'

/** Providers that sign everything they send: an unsigned letter "from" them was not sent by them. */
const alwaysSigned =
  /(?:^|\.)(?:gmail\.com|googlemail\.com|yandex\.(?:ru|com|kz|by)|ya\.ru|mail\.ru|bk\.ru|list\.ru|inbox\.ru|internet\.ru|rambler\.ru|outlook\.com|hotmail\.com|live\.com|icloud\.com|vk\.com)$/

/** True when the signature (or, for a site, the secret address) proves the sender. More than one From proves nothing. */
export function isProven(letter: Letter, recogniser: Pick<Recogniser, 'signedBy' | 'unproven'>): boolean {
  if (letter.fromCount !== 1 || letter.from === null) return false
  // Whoever knows a site's secret address is the site; networks must sign.
  if (recogniser.unproven === 'warn' && letter.trust.proof === 'collector') return true
  if (recogniser.signedBy === 'site') return letter.trust.proof !== 'none'
  return recogniser.signedBy.some((expected) =>
    letter.trust.signedBy.some((signer) => isSameOrParent(signer, expected)),
  )
}

/** A person's letter is doubted only where there is reason to: many honest small companies do not sign. */
export function isDoubtfulPerson(letter: Letter): boolean {
  if (letter.fromCount > 1) return true
  if (letter.trust.proof !== 'none') return false
  const domain = domainOf(letter.from?.address ?? '')
  return alwaysSigned.test(domain)
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** `vk.com` vouches for `notify.vk.com`; a bare top level vouches for nobody. */
function isSameOrParent(signer: string, expected: string): boolean {
  const domain = signer.toLowerCase()
  return domain.includes('.') && (domain === expected || expected.endsWith(`.${domain}`))
}

/** True when one host is the other or stands below it: `blog.example.ru` and `example.ru`. */
export function isSameSite(left: string, right: string): boolean {
  return (
    left === right ||
    (right.includes('.') && left.endsWith(`.${right}`)) ||
    (left.includes('.') && right.endsWith(`.${left}`))
  )
}
