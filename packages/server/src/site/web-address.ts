/** An address of a page as it may be shown and kept. Pure. */

const secretNames = /token|code|email|mail|phone|pass|auth|secret|sess|key/i

/** Only http(s), without names and values that are nobody's business; '' for what is no address. */
export function webAddress(value: string): string {
  if (!URL.canParse(value)) return ''
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return ''
  url.username = ''
  url.password = ''
  url.hash = ''
  const secrets = [...url.searchParams.keys()].filter((name) => secretNames.test(name))
  for (const name of secrets) url.searchParams.delete(name)
  return url.href.slice(0, 2000)
}
