const hues = [12, 32, 80, 145, 172, 200, 225, 265, 295, 330]

/** «ДМ» from «Дарья Мельник», «КО» from «kofeman_77», «?» from nothing. */
export function initialsOf(name: string | null | undefined): string {
  const words = (name ?? '').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const [first, second] = words
  if (first === undefined) return '?'
  const letters = second === undefined ? first.slice(0, 2) : first.charAt(0) + second.charAt(0)
  return letters.toUpperCase()
}

/** The same name has the same colour on every screen. Degrees of the hue circle. */
export function hueOf(name: string | null | undefined): number {
  let hash = 0
  for (const letter of name ?? '') hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return hues[hash % hues.length] ?? 172
}
