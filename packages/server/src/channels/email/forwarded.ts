/** A letter that a user sent on by hand: the inner letter is what matters, and nothing proves its sender. */
import { normaliseSubject, splitReply } from '@otklik/text'
import type { Letter } from './letter.ts'
import { parseAddresses } from './parse-address.ts'
import { parseLetterDate } from './parse-date.ts'
import { LetterError } from './parse-limits.ts'
import { parseLetter } from './parse.ts'
import type { ParseOptions } from './parse.ts'

export interface Forwarded {
  /** The inner letter; its trust is always `none` with the forwarder named in the doubts. */
  letter: Letter
  /** What the forwarder wrote above; null when nothing. */
  note: string | null
}

/** An attached letter first, else a forwarded block in the text. Null when nothing is forwarded. */
export async function readForwardedLetter(letter: Letter, options: ParseOptions): Promise<Forwarded | null> {
  return (await readAttached(letter, options)) ?? readInline(letter)
}

async function readAttached(letter: Letter, options: ParseOptions): Promise<Forwarded | null> {
  const inner = letter.attachments.filter((file) => file.mime === 'message/rfc822' && file.content !== null)
  const content = inner[0]?.content
  if (inner.length !== 1 || !content) return null
  try {
    const parsed = await parseLetter(content, { ...options, dkimKeys: 'none', collectorAddresses: [] })
    return { letter: { ...parsed, trust: doubt(letter) }, note: noteOf(letter.text) }
  } catch (error) {
    if (error instanceof LetterError) return null
    throw error
  }
}

const marker =
  /^[ \t>]*(?:[-_=]{2,}\s*(?:forwarded message|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|исходное сообщение|original message|қайта жіберілген хабар\S*|бағытталған хабар)\s*[-_=]*:?|begin forwarded message:|начало (?:пересылаемого|переадресованного) сообщения:)[ \t]*$/imu
const field =
  /^[ \t>]*\*?(from|от|от кого|отправитель|кімнен|subject|тема|тақырыб?ы?|date|sent|дата|отправлено|жіберілді|күні|to|кому|кімге|cc|копия|reply-to|ответить)\*?[ \t]*:[ \t]*\*?[ \t]*(.*)$/iu

/** A forwarded block in the text; pure, without the attached letters. */
export function readInline(letter: Letter): Forwarded | null {
  const found = marker.exec(letter.text)
  const isSubjectForward = /^\s*(?:fwd?|пересл|пер)\s*(?:\[\d+\])?\s*:/i.test(letter.subject)
  const start = found ? found.index + found[0].length : isSubjectForward ? 0 : -1
  if (start < 0) return null
  const inner = readBlock(letter.text.slice(start))
  if (inner === null) return null
  const split = splitReply(inner.text)
  const from = parseAddresses(toHeader(inner.from))[0] ?? null
  if (from === null || !from.address.includes('@')) return null
  return {
    letter: {
      ...letter,
      messageId: null,
      inReplyTo: null,
      references: [],
      subject: inner.subject ?? normaliseSubject(letter.subject),
      from,
      fromCount: 1,
      replyTo: parseAddresses(toHeader(inner.replyTo ?? '')),
      to: parseAddresses(toHeader(inner.to ?? '')),
      cc: [],
      date: parseLetterDate(inner.date, new Date()),
      headers: [],
      text: inner.text,
      reply: split.reply,
      quoted: split.quoted,
      trust: doubt(letter),
    },
    note: found ? noteOf(letter.text.slice(0, found.index)) : null,
  }
}

interface Block {
  from: string
  subject: string | null
  date: string | null
  to: string | null
  replyTo: string | null
  text: string
}

function readBlock(text: string): Block | null {
  const lines = text.split('\n')
  let index = lines.findIndex((line) => line.replace(/^[\s>]+/, '') !== '')
  const values = new Map<string, string>()
  for (; index >= 0 && index < lines.length; index++) {
    const match = field.exec(lines[index] ?? '')
    if (!match) break
    values.set(kindOf((match[1] ?? '').toLowerCase()), (match[2] ?? '').replace(/\*$/, '').trim())
  }
  const from = values.get('from')
  if (from === undefined || values.size < 2) return null
  const rest = lines.slice(index)
  const isMarked = rest.filter((line) => line.trim() !== '').every((line) => /^\s*>/.test(line))
  const body = (isMarked ? rest.map((line) => line.replace(/^\s*> ?/, '')) : rest)
    .join('\n')
    .replace(/\n[-_=]{2,}\s*(?:конец пересыл|end forward)[^\n]*\s*$/iu, '')
    .trim()
  return {
    from,
    subject: values.get('subject') ?? null,
    date: values.get('date') ?? null,
    to: values.get('to') ?? null,
    replyTo: values.get('reply-to') ?? null,
    text: body,
  }
}

function kindOf(name: string): string {
  if (/^(?:from|от|от кого|отправитель|кімнен)$/.test(name)) return 'from'
  if (/^(?:subject|тема|тақыры)/.test(name)) return 'subject'
  if (/^(?:date|sent|дата|отправлено|жіберілді|күні)$/.test(name)) return 'date'
  if (/^(?:reply-to|ответить)$/.test(name)) return 'reply-to'
  return /^(?:cc|копия)$/.test(name) ? 'cc' : 'to'
}

/** The shown forms `Name [mailto:a@b]` and `Name [a@b]`; bytes as the header reader wants them. */
function toHeader(value: string): string {
  const plain = value.replace(/\[(?:mailto:)?([^\s[\]]+@[^\s[\]]+)\]/i, '<$1>').replace(/<mailto:/i, '<')
  return Buffer.from(plain).toString('latin1')
}

function noteOf(text: string): string | null {
  const { reply } = splitReply(text)
  return reply === '' ? null : reply
}

function doubt(outer: Letter): Letter['trust'] {
  return {
    proof: 'none',
    signedBy: [],
    doubts: [`forwarded by hand by ${outer.from?.address ?? 'an unknown sender'}`],
  }
}
