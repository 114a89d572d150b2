/** «@Анна Ким», «@анна»: colleagues named in a note. */

/** A first name alone names everybody who bears it. Longer names are taken first, so that «@Анна Ким» is not every Anna. */
export function findMentioned(note: string, people: readonly { id: string; name: string }[]): string[] {
  const text = fold(note)
  const found = new Set<string>()
  let rest = text
  const byLength = people.toSorted((one, other) => other.name.length - one.name.length)
  for (const { id, name } of byLength) {
    const sign = `@${fold(name)}`
    if (!holds(rest, sign)) continue
    found.add(id)
    rest = rest.replaceAll(sign, ' ')
    // Namesakes in full are all meant.
    for (const other of people) if (fold(other.name) === fold(name)) found.add(other.id)
  }
  for (const { id, name } of people) {
    const first = fold(name).split(' ')[0]
    if (first && holds(rest, `@${first}`)) found.add(id)
  }
  return [...found]
}

/** The sign stands there as a whole word. */
function holds(text: string, sign: string): boolean {
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at + sign.length))) return true
  }
  return false
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim()
}
