/**
 * Marked examples: from one selected piece of a sample letter to the words around it, and from those words to the piece in
 * another letter. Runs of spaces and line ends are equal to one space, runs of digits to one digit, «ё» to «е», capitals to
 * small letters: numbers of orders, dates and wrapped lines differ from letter to letter.
 */

export interface Anchors {
  before: string
  /** `\n`: the end of the line; empty: the end of the letter. */
  after: string
}

export const lineEnd = '\n'

/** Words around `text.slice(start, end)` that find it again: as few as name the place in this letter. */
export function learnAnchors(text: string, start: number, end: number): Anchors {
  const from = start + (text.slice(start, end).length - text.slice(start, end).trimStart().length)
  const to = end - (text.slice(from, end).length - text.slice(from, end).trimEnd().length)
  return { before: learnBefore(text, from), after: learnAfter(text, from, to) }
}

/** The piece between the anchors, or null when they are not there. Linear in the length of the text. */
export function readBetween(text: string, { before, after }: Anchors): string | null {
  const flat = flatten(text)
  const start = before.trim() === '' ? 0 : endOf(flat, before)
  if (start === null) return null
  const valueStart = text.length - text.slice(start).trimStart().length
  const end = findEnd({ text, flat, start: valueStart }, after)
  const value = end === null ? '' : text.slice(valueStart, end).trim()
  return value === '' ? null : value
}

const longest = 120

function learnBefore(text: string, from: number): string {
  const head = text.slice(Math.max(0, from - longest * 2), from)
  const words = head.trim().split(/\s+/).filter(Boolean)
  const flat = flatten(text)
  let anchor = ''
  for (const word of words.toReversed()) {
    const longer = anchor === '' ? word : `${word} ${anchor}`
    if (longer.length > longest && anchor !== '') break
    anchor = longer
    const found = endOf(flat, anchor)
    if (isTelling(anchor) && found !== null && text.slice(found, from).trim() === '' && found <= from)
      return anchor
  }
  return anchor
}

/** One bare word stands in too many places; a word with a colon or a stop, or two words, name a place. */
function isTelling(anchor: string): boolean {
  return anchor.length >= 4 && (anchor.includes(' ') || /[:.,;!?]$/.test(anchor))
}

/** Up to the end of the line when the piece reaches it; two words otherwise. A piece of several lines ends before the next words. */
function learnAfter(text: string, from: number, to: number): string {
  const line = text.slice(to).split(/\r?\n/, 1)[0] ?? ''
  const isManyLines = text.slice(from, to).includes('\n')
  if (line.trim() === '' && !isManyLines) return lineEnd
  const words = text
    .slice(to, to + longest * 2)
    .trim()
    .split(/\s+/)
    .filter(Boolean)
  const wanted = words.slice(0, isManyLines ? 3 : 2).join(' ')
  return wanted.slice(0, longest)
}

interface Flat {
  text: string
  /** Place in the original of each character, and one more for the end. */
  places: number[]
}

function flatten(text: string): Flat {
  const characters: string[] = []
  const places: number[] = []
  for (let index = 0; index < text.length; index += 1) {
    const character = plain(text[index] ?? '')
    if ((character === ' ' || character === '0') && characters.at(-1) === character) continue
    characters.push(character)
    places.push(index)
  }
  return { text: characters.join(''), places: [...places, text.length] }
}

function plain(character: string): string {
  if (/\s|\u200b|\u00ad/.test(character)) return ' '
  if (character >= '0' && character <= '9') return '0'
  const small = character.toLowerCase()
  if (small === 'ё') return 'е'
  return small.length === 1 ? small : character
}

/** Where the original goes on after the first occurrence of the anchor. */
function endOf(flat: Flat, anchor: string): number | null {
  const wanted = flatten(anchor.trim()).text
  const found = indexOfWhole(flat.text, wanted, 0)
  if (found < 0) return null
  return flat.places[found + wanted.length] ?? null
}

function findEnd(room: { text: string; flat: Flat; start: number }, after: string): number | null {
  const { text, flat, start } = room
  if (after === lineEnd) {
    const end = text.indexOf('\n', start)
    return end < 0 ? text.length : end
  }
  if (after.trim() === '') return text.length
  const wanted = flatten(after.trim()).text
  const from = flat.places.findIndex((place) => place >= start)
  const found = flat.text.indexOf(wanted, Math.max(0, from))
  return found < 0 ? null : (flat.places[found] ?? null)
}

/** An anchor that begins with a letter begins a word: «от» is not found inside «скот». */
function indexOfWhole(text: string, wanted: string, from: number): number {
  const startsWord = /^[\p{L}\p{N}]/u.test(wanted)
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!startsWord || at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return at
  }
  return -1
}
