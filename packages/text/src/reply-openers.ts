/** The lines by which mail programs open quoted history, in Russian, English and Kazakh. */

const monthName =
  '(?:янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек|қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-zа-яёәғқңөұүһі]*\\.?'

const date = [
  '\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}',
  '\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}',
  `\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?${monthName},?(?:\\s+в)?\\s+(?:\\d{4}|\\d{1,2}:\\d{2})`,
  `${monthName}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+(?:\\d{4}|at\\s+\\d)`,
  `\\d{4}\\s*ж\\.?,?\\s*\\d{1,2}\\s+${monthName}`,
].join('|')

const anyDate = new RegExp(date, 'iu')

const wrote =
  '(?:wrote|writes|said|написал|написала|написал\\(а\\)|написали|пишет|пишете|писал|писала|писали|писал\\(а\\)|сообщил|сообщила|жазды|деп жазды|жазған|жазған болатын|жазады|написав|написала|пише|schrieb|a écrit|ha scritto|escribió|escreveu|napisał|napisała|napisał\\(a\\)|skrev|kirjoitti)'

const address = '[<"(\\[]?[^\\s<>"()\\[\\]]+@[^\\s<>"()\\[\\]]+[>")\\]]?'

/** A line (or a few joined ones) that introduces a quotation. */
const replyOpeners: RegExp[] = [
  // «5 июня 2026 г. 10:12 пользователь Имя <a@b> написал:», "On Fri, Jun 5, 2026 at 10:12 AM Shop <a@b> wrote:"
  new RegExp(`^.{0,60}(?:${date}).{0,160}\\s${wrote}\\s*(?:следующее|мне|вам|to you)?\\s*[:：]\\s*$`, 'iu'),
  // «пт, 5 июн. 2026 г. в 10:12, Имя <a@b>:» and «05.06.2026, 10:12, "Имя" <a@b>:»
  new RegExp(`^(?=.{0,40}?(?:${date})).{0,200}${address}\\s*[:：]\\s*$`, 'iu'),
  // «Пятница, 5 июня 2026, 10:12 +03:00 от Имя <a@b>:»
  new RegExp(`^.{0,30}(?:${date}).{0,40}\\s(?:от|from)\\s.{0,160}[:：]\\s*$`, 'iu'),
  // «Вы писали 5 июня 2026 г., 10:12:12:», «Анна писала вам в пятницу:»
  /^(?:здравствуйте,?\s.{1,40}[.,!]\s*)?(?:вы|сіз)\s+(?:писали|написали|жаздыңыз)\s.{0,80}[:：]\s*$/iu,
  /^\s*on\s.{6,240}\swrote\s*[:：]\s*$/iu,
  // "Shop <a@b> wrote:", «Магазин <a@b> писал(а):»
  new RegExp(`^.{0,80}${address}.{0,20}\\s${wrote}.{0,60}[:：]\\s*$`, 'iu'),
  // The colon lost: only with date and address together.
  new RegExp(`^\\s*on\\s.{0,40}(?:${date}).{0,80}${address}\\s+wrote\\s*$`, 'iu'),
  // «Имя <a@b> (5 июня 2026):»
  new RegExp(`^.{1,80}${address}\\s*\\(.{0,10}(?:${date}).{0,30}\\)\\s*[:：]\\s*$`, 'iu'),
]

const originalMarker =
  /^\s*[-_=*]{2,}\s*(?:исходное сообщение|исходное письмо|оригинальное сообщение|original message|original appointment|бастапқы хабар|on\s.{6,160}\swrote|бастапқы хабарлама|түпнұсқа хабар|reply message|ответ на сообщение)\s*[-_=*]*\s*:?\s*$/iu

const forwardMarkers: RegExp[] = [
  /^\s*[-_=*]{2,}\s*(?:пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|перенаправленное сообщение|начало переадресованного сообщения|начало пересылаемого сообщения|forwarded message|forwarded by .{1,80}|begin forwarded message|қайта жіберілген хабар|бағытталған хабар|қайта бағытталған хабар|қайта жолданған хабарлама)\s*[-_=*]*\s*:?\s*$/iu,
  /^\s*(?:начало пересылаемого сообщения|начало переадресованного сообщения|пересылаемое сообщение|begin forwarded message|қайта жіберілген хабардың басы)\s*:\s*$/iu,
  /^\s*[-_=*]{2,}\s*(?:пересылаемое сообщение|forwarded message)\s.{0,80}[-_=*]*\s*$/iu,
]

const fromField = /^\s*\*?\s*(?:от|от кого|отправитель|from|кімнен|жіберуші|від|von)\s*\*?\s*:\s*\*?\s*\S/iu
const otherField =
  /^\s*\*?\s*(?:отправлено|дата|время|кому|тема|копия|ответить|sent|date|to|subject|cc|reply-to|жіберілді|жіберілген күні|күні|кімге|тақырып|тақырыбы|көшірме|надіслано|gesendet|betreff|datum)\s*\*?\s*:/iu

export type HistoryKind = 'reply' | 'forward'

export interface History {
  kind: HistoryKind
  /** Number of lines of the opener itself; header fields of a block are left to the block. */
  lines: number
}

/** Whether quoted history opens at `index`; lines come without their `>` marks. Wrapped openers of up to three lines are seen. */
export function matchHistory(lines: readonly string[], index: number): History | null {
  const line = lines[index] ?? ''
  if (line.trim() === '' || line.length > 1000) return null
  if (forwardMarkers.some((pattern) => pattern.test(line))) return { kind: 'forward', lines: 1 }
  if (originalMarker.test(line)) return { kind: 'reply', lines: 1 }
  if (isHeaderBlock(lines, index)) return { kind: 'reply', lines: 1 }
  return matchOpener(lines, index)
}

function matchOpener(lines: readonly string[], index: number): History | null {
  let joined = ''
  for (let count = 1; count <= 3; count++) {
    const next = lines[index + count - 1]?.trim() ?? ''
    if (next === '') return null
    joined = count === 1 ? next : `${joined} ${next}`
    if (joined.length > 400) return null
    if (!/(?:[:：]|\swrote)$/iu.test(next)) continue
    if (!isOpener(joined)) return null
    // A line without a date above an opener is the author's own, not the opener's beginning.
    const isOwn =
      count > 1 && !anyDate.test(lines[index] ?? '') && isOpener(joinLines(lines, index + 1, count - 1))
    return isOwn ? null : { kind: 'reply', lines: count }
  }
  return null
}

function isOpener(text: string): boolean {
  return replyOpeners.some((pattern) => pattern.test(text))
}

function joinLines(lines: readonly string[], from: number, count: number): string {
  return lines
    .slice(from, from + count)
    .map((line) => line.trim())
    .join(' ')
}

/** «От: / Отправлено: / Кому: / Тема:»: the first field and one more within the next four lines, two in all besides From. */
function isHeaderBlock(lines: readonly string[], index: number): boolean {
  const first = lines[index] ?? ''
  const startsWithFrom = fromField.test(first)
  if (!startsWithFrom && !otherField.test(first)) return false
  let fields = 0
  let hasFrom = startsWithFrom
  for (let next = index + 1; next <= index + 5; next++) {
    const line = lines[next] ?? ''
    if (fromField.test(line)) hasFrom = true
    else if (otherField.test(line)) fields++
  }
  return hasFrom && fields >= (startsWithFrom ? 1 : 2)
}
