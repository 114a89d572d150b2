/** A notification forwarded by hand: the inner letter is what happened. */
import type { Letter, LetterAddress } from '../letter.ts'

const marker =
  /^[\s>]*(?:-{2,}\s*(?:forwarded message|пересылаемое сообщение|пересланное сообщение|исходное сообщение|original message|қайта жіберілген хабарлама)\s*-{2,}|begin forwarded message:|начало (?:пересылаемого|переадресованного) сообщения:|-{6,}\s*конец пересыл.*)\s*$/i
const headerLine =
  /^[\s>*]*(from|от|от кого|кімнен|subject|тема|тақырып|date|sent|дата|отправлено|күні|to|кому|кімге|cc|копия|reply-to)\*?\s*:\*?\s*(.*)$/iu

interface InnerHeaders {
  from: LetterAddress | null
  subject: string | null
  rest: string[]
}

/** The inner letter when the sender wrote nothing above it, else null. Nothing proves the inner sender but the outer letter. */
export function readForwarded(letter: Letter): Letter | null {
  const lines = letter.text.split(/\r?\n/)
  const start = lines.findIndex((line) => line.trim() !== '')
  if (start < 0) return null
  const isMarked = marker.test(lines[start] ?? '')
  const isSubject = /^\s*(?:fwd?|пересл|fw|қж)\s*(?:\[\d+\])?:/i.test(letter.subject)
  if (!isMarked && !(isSubject && headerLine.test(lines[start] ?? ''))) return null
  const inner = readHeaders(lines.slice(isMarked ? start + 1 : start))
  if (inner.from === null) return null
  const text = inner.rest.join('\n').trim()
  const subject = inner.subject ?? letter.subject.replace(/^\s*(?:fwd?|fw|пересл)\s*:\s*/i, '')
  return {
    ...letter,
    from: inner.from,
    fromCount: 1,
    replyTo: [],
    subject,
    text,
    reply: text,
    quoted: null,
    inReplyTo: null,
    references: [],
  }
}

function readHeaders(lines: string[]): InnerHeaders {
  const found: InnerHeaders = { from: null, subject: null, rest: [] }
  let index = 0
  for (; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const match = headerLine.exec(line)
    if (match === null && line.trim() === '' && found.from === null) continue
    if (match === null) break
    const name = (match[1] ?? '').toLowerCase()
    const value = (match[2] ?? '').trim()
    if (/^(?:from|от|от кого|кімнен)$/.test(name)) found.from = readAddress(value)
    if (/^(?:subject|тема|тақырып)$/.test(name)) found.subject = value
  }
  found.rest = lines.slice(index).map((line) => line.replace(/^> ?/, ''))
  return found
}

function readAddress(value: string): LetterAddress | null {
  const address = /[^\s<>"'«»[\]:;,()]+@[^\s<>"'«»[\]:;,()]+\.[\p{L}]+/u.exec(value)?.[0]
  if (address === undefined) return null
  const name = value
    .slice(0, value.indexOf(address))
    .replace(/[<"'[\]]|mailto:/g, '')
    .trim()
  return { address: address.toLowerCase(), name: name === '' ? null : name }
}
