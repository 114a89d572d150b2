/** Where the author's own words end and the signature begins. */

const separator = /^(?:--|—|– ?–|-- )\s*$|^\s*[_\-=*—–]{3,}\s*$/u
const ruler = /^\s*[_\-=*—–]{3,}\s*$/u

const mobileLine =
  /^\s*(?:\[?(?:отправлено|послано)\s+(?:с|из|через|от)\s.{2,80}|sent\s+(?:from|via|with)\s.{2,80}|получите\s+outlook\s+для\s.{2,60}|скачать\s+outlook\s+для\s.{2,60}|get\s+outlook\s+for\s.{2,60}|.{2,40}\sқұрылғысынан\s+жіберілді|с\s+моего\s+(?:iphone|ipad|телефона)|без\s+вирусов\.?.{0,40}|virus-free\.?.{0,40})\s*$/iu

const farewellWord =
  '(?:с (?:искренним |глубоким |большим |неизменным )?уважением(?: и [а-яё ]{3,40})?|с наилучшими(?: пожеланиями)?|с благодарностью|с пожеланиями [а-яё ]{3,30}|всего (?:вам )?(?:доброго|хорошего|наилучшего)|хорошего (?:вам )?дня|искренне ваш[аи]?|құрметпен|ізгі ниетпен|best regards|kind regards|warm regards|with best regards|best wishes|regards|yours sincerely|sincerely(?: yours)?|yours truly|yours faithfully|cheers)'
const farewellAlone = new RegExp(`^\\s*(?:[-–—]{1,2}\\s*)?${farewellWord}\\s*[,.!;]*\\s*$`, 'iu')
// «С уважением, Анна», «С уважением Анна Петрова», never «С уважением отношусь к вам».
const farewellNamed = new RegExp(`^\\s*(?:[-–—]{1,2}\\s*)?${farewellWord}\\s*[,.!—–-]\\s*\\S.{0,60}$`, 'iu')
const farewellBare = new RegExp(`^\\s*${farewellWord}\\s+(?<name>\\S.{0,50})$`, 'iu')
const properName = /^(?:\p{Lu}[\p{L}.'-]*\s*){1,4}[.!]?$/u

const disclaimer =
  /^\s*[*_]*(?:(?:это|данное|настоящее)\s+(?:электронное\s+)?(?:сообщение|письмо)\s.{0,80}(?:конфиденциальн|предназначен|содерж|проверено)|содержимое (?:данного|этого) (?:сообщения|письма)|внимание!? (?:это )?(?:внешнее|письмо)|confidentiality notice|disclaimer:|this (?:e-?mail|message)(?: and any attachments?)? (?:is|are|may|contains?)\s.{0,60}(?:confidential|intended|privileged)|the information (?:contained )?in this (?:e-?mail|message)|осы (?:хат|хабарлама) .{0,60}құпия)/iu

const contactLine =
  /^(?:\s*(?:тел|моб|т|м|ф|факс|phone|tel|mob|e-?mail|почта|сайт|www|skype|icq|telegram|whatsapp|адрес|ул)[.:\s]|\s*\+?\d[\d\s()-]{8,}$|\s*(?:mailto:|https?:|www\.)\S+\s*$)/iu

/** How many of the lines are words; the rest (maybe none) is signature. Never 0 when there is text. */
export function findSignature(lines: readonly string[]): number {
  let end = trimEnd(lines, lines.length)
  for (let round = 0; round < 6; round++) {
    const shorter = cutOnce(lines, end)
    if (shorter === end || shorter === 0) break
    end = shorter
  }
  return end
}

export function isSeparator(line: string): boolean {
  return separator.test(line)
}

function cutOnce(lines: readonly string[], end: number): number {
  const from = firstFilled(lines)
  const bySeparator = cutAtSeparator(lines, from, end)
  if (bySeparator !== null) return bySeparator
  const byDisclaimer = lines.findIndex((line, index) => index > from && index < end && disclaimer.test(line))
  if (byDisclaimer > from) return trimEnd(lines, byDisclaimer)
  if (end - 1 > from && mobileLine.test(lines[end - 1] ?? '')) return trimEnd(lines, end - 1)
  if (end - 1 > from && ruler.test(lines[end - 1] ?? '')) return trimEnd(lines, end - 1)
  const byFarewell = cutAtFarewell(lines, from, end)
  return byFarewell ?? end
}

function cutAtSeparator(lines: readonly string[], from: number, end: number): number | null {
  for (let index = Math.max(from + 1, end - 16); index < end; index++) {
    if (!separator.test(lines[index] ?? '')) continue
    // A ruler between two parts of a long letter is no signature mark: only "--" may be followed by much.
    const strict = !ruler.test(lines[index] ?? '')
    if (!strict && (lines[index - 1] ?? '').trim() !== '') continue
    const after = lines.slice(index + 1, end)
    if (strict || (looksLikeCard(after) && !lines.slice(0, index).some((line) => ruler.test(line))))
      return trimEnd(lines, index)
  }
  return null
}

/** Under a ruler: a few short lines that ask nothing; more rulers divide a document. */
function looksLikeCard(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '')
  return (
    filled.length <= 8 &&
    filled.every((line) => line.length <= 70 && !line.includes('?') && !ruler.test(line))
  )
}

function cutAtFarewell(lines: readonly string[], from: number, end: number): number | null {
  let filled = 0
  for (let index = end - 1; index > from && filled < 10; index--) {
    const line = lines[index] ?? ''
    if (line.trim() === '') continue
    if (isFarewell(line)) return tailIsSignature(lines.slice(index + 1, end)) ? trimEnd(lines, index) : null
    filled++
  }
  return null
}

function isFarewell(line: string): boolean {
  if (farewellAlone.test(line)) return true
  if (farewellNamed.test(line)) return !line.includes('?')
  const name = farewellBare.exec(line)?.groups?.['name']
  return name !== undefined && properName.test(name.trim())
}

/** Short lines without a question or a postscript. */
function tailIsSignature(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '')
  return filled.every(
    (line) =>
      contactLine.test(line) ||
      (line.trim().length <= 80 &&
        !/[?？]/u.test(line) &&
        !/^\s*(?:p\.?\s?s\b|п\.?\s?с\.|зы\b|з\.ы\.)/iu.test(line)),
  )
}

function trimEnd(lines: readonly string[], end: number): number {
  let result = end
  while (result > 0 && (lines[result - 1] ?? '').trim() === '') result--
  return result
}

function firstFilled(lines: readonly string[]): number {
  const index = lines.findIndex((line) => line.trim() !== '')
  return index < 0 ? 0 : index
}
