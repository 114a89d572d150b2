/** Reading the address bar. By hand: the first load carries no validator for a handful of words. */

/** A word of the address, undefined when it is missing, empty or too long. */
export function wordOf(value: unknown, longest = 200): string | undefined {
  const word = typeof value === 'number' ? String(value) : value
  return typeof word === 'string' && word !== '' && word.length <= longest ? word : undefined
}

/** One of the known words, undefined for any other. */
export function knownWord<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((word) => word === value)
}

/** A page of this program to go to; never another site. */
export function innerPath(value: unknown): string | undefined {
  const path = wordOf(value, 2000)
  return path !== undefined && isOwnPath(path) ? path : undefined
}

/** Browsers drop tabs and line ends from an address: `/<tab>/site` is another site. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])/.test(path) && !/\p{Cc}/u.test(path)
}
