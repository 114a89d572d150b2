/** JSON of MAX: some numbers are of 64 bits, and JavaScript would round them to those of somebody else. */

/** Whole numbers beyond 2^53 come out as strings. Throws on what is no JSON. */
export function readLargeNumbers(text: string): unknown {
  return JSON.parse(text, keepLarge)
}

/** The third argument is newer than the language's own typings. */
function keepLarge(_key: string, value: unknown, ...[context]: unknown[]): unknown {
  if (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value
  const source =
    typeof context === 'object' && context !== null && 'source' in context ? context.source : undefined
  return typeof source === 'string' && /^-?\d+$/.test(source) ? source : value
}
