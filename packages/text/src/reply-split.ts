/** Parts the author's own words from quoted history and signature. */
import { matchHistory } from './reply-openers.ts'
import { findSignature, isSeparator } from './reply-signature.ts'

export interface SplitText {
  /** The author's own words; the whole text when nothing else would remain. */
  reply: string
  /** Everything that was cut away, in the order of the letter; null when nothing was. */
  quoted: string | null
}

interface Line {
  raw: string
  /** Without quote marks. */
  bare: string
  isQuote: boolean
}

interface Segment {
  isQuote: boolean
  lines: string[]
}

// Beyond this a letter is a document: looking for history line by line would only cost time.
const longestText = 400_000
const longestLine = 2_000

// The Bat! puts the author's initials before the mark: «М> ».
const quoteMark = /^(?:\s*(?:\p{L}{1,3})?>)+ ?/u

/** Never throws; text of any language goes through unchanged when no known mark is found. */
export function splitReply(text: string): SplitText {
  const whole = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
  if (whole === '' || whole.length > longestText) return { reply: whole, quoted: null }
  const lines = whole.split('\n').map(readLine)
  const result = splitLines(lines)
  return result.reply === '' ? { reply: whole, quoted: null } : result
}

function readLine(raw: string): Line {
  const mark = raw.length > longestLine ? null : quoteMark.exec(raw)
  const isQuote = mark !== null && !looksLikeTag(raw)
  return { raw, bare: isQuote && mark ? raw.slice(mark[0].length) : raw, isQuote }
}

/** «br>» and «a> b» of left-over HTML or formulas are no quotes by initials. */
function looksLikeTag(raw: string): boolean {
  return /^\s*(?:br|b|i|p|li|ul|td|tr|h\d)>/.test(raw)
}

function splitLines(lines: Line[]): SplitText {
  const bare = lines.map((line) => line.bare)
  const start = findHistory(lines, bare)
  if (start === null) return splitWithoutOpener(lines)
  const above = lines.slice(0, start.index)
  const below = lines.slice(start.index + start.lines)
  const quotesByMark = below.some((line) => line.isQuote) || lines[start.index]?.isQuote === true
  if (!quotesByMark || start.kind === 'forward') return cutHere(above, lines.slice(start.index))
  return joinAnswers(above, lines.slice(start.index, start.index + start.lines), below)
}

function findHistory(lines: Line[], bare: string[]) {
  for (let index = 0; index < lines.length; index++) {
    const found = matchHistory(bare, index)
    if (!found) continue
    // An opener deep inside a quote belongs to older history, unless only quotes stand above it.
    const isInside = lines[index]?.isQuote === true && lines.slice(0, index).some((line) => line.isQuote)
    if (!isInside) return { index, ...found }
  }
  return null
}

function cutHere(above: Line[], rest: Line[]): SplitText {
  const own = above.map((line) => line.raw)
  const end = findSignature(own)
  return {
    reply: own.slice(0, end).join('\n').trim(),
    quoted: joinCut([own.slice(end), rest.map((line) => line.raw)]),
  }
}

/** History with `>` marks: what stands unmarked below or between is the author's answer. */
function joinAnswers(above: Line[], opener: Line[], below: Line[]): SplitText {
  const own = above.map((line) => line.raw)
  const ownEnd = findSignature(own)
  const body = segmentsOf(below)
  const tail = body.at(-1)
  const hasAnswer = body.some((segment) => !segment.isQuote)
  const openerText = opener.map((line) => line.raw)
  const belowText = below.map((line) => line.raw)
  if (!hasAnswer) {
    return {
      reply: own.slice(0, ownEnd).join('\n').trim(),
      quoted: joinCut([own.slice(ownEnd), openerText, belowText]),
    }
  }
  const signature = tail && !tail.isQuote ? cutTail(tail) : []
  const answers = body.filter((segment) => !segment.isQuote && isFilled(segment.lines))
  if (answers.length === 0) {
    return {
      reply: own.slice(0, ownEnd).join('\n').trim(),
      quoted: joinCut([own.slice(ownEnd), openerText, belowText]),
    }
  }
  return assemble({
    own: own.slice(0, ownEnd),
    ownCut: own.slice(ownEnd),
    opener: openerText,
    body,
    signature,
  })
}

interface Parts {
  own: string[]
  ownCut: string[]
  opener: string[]
  body: Segment[]
  signature: string[]
}

/** One answer under one quote stands alone; several keep the questions they answer. */
function assemble(parts: Parts): SplitText {
  const { body } = parts
  const filled = body.filter((segment) => isFilled(segment.lines))
  const lastAnswer = filled.findLastIndex((segment) => !segment.isQuote)
  const kept = filled.slice(0, lastAnswer + 1)
  const after = filled.slice(lastAnswer + 1).flatMap((segment) => segment.lines)
  const answers = kept.filter((segment) => !segment.isQuote)
  const alone = answers.length === 1 && after.length === 0
  const shown = alone ? answers : kept
  const hidden = alone ? kept.filter((segment) => segment.isQuote).flatMap((segment) => segment.lines) : []
  const reply = [parts.own, ...shown.map((segment) => segment.lines)]
    .map((lines) => trimBlank(lines).join('\n'))
    .filter((part) => part !== '')
  return {
    reply: (alone ? reply.join('\n\n') : reply.join('\n')).trim(),
    quoted: joinCut([parts.ownCut, parts.opener, hidden, after, parts.signature]),
  }
}

/** Cuts the signature off the last own part in place and hands it back. A part that is signature only becomes empty. */
function cutTail(segment: Segment): string[] {
  const first = segment.lines.findIndex((line) => line.trim() !== '')
  if (first >= 0 && isSeparator(segment.lines[first] ?? '')) return segment.lines.splice(0)
  // A farewell in the first line is seen only with something above it.
  const end = findSignature(['.', ...segment.lines]) - 1
  return segment.lines.splice(Math.max(0, end))
}

function splitWithoutOpener(lines: Line[]): SplitText {
  const body = segmentsOf(lines).filter((segment) => isFilled(segment.lines))
  const quotes = body.filter((segment) => segment.isQuote)
  const first = body[0]
  const last = body.at(-1)
  if (quotes.length === 1 && body.length >= 2 && first && last) {
    if (last.isQuote) return cutHere(lines.slice(0, lines.length - last.lines.length), toLines(last.lines))
    if (first.isQuote) {
      const answer = cutHere(toLines(last.lines), [])
      return { reply: answer.reply, quoted: joinCut([first.lines, (answer.quoted ?? '').split('\n')]) }
    }
    const tail: Segment = { isQuote: false, lines: [...last.lines] }
    const signature = cutTail(tail)
    if (!isFilled(tail.lines)) {
      const own = cutHere(toLines(first.lines), [])
      return {
        reply: own.reply,
        quoted: joinCut([(own.quoted ?? '').split('\n'), quotes[0]?.lines ?? [], signature]),
      }
    }
  }
  return cutHere(lines, [])
}

function toLines(raw: string[]): Line[] {
  return raw.map((line) => ({ raw: line, bare: line, isQuote: false }))
}

/** Runs of quoted and own lines; a blank line joins the run before it, a wrapped end of a long quoted line its quote. */
function segmentsOf(lines: Line[]): Segment[] {
  const segments: Segment[] = []
  lines.forEach((line, index) => {
    const current = segments.at(-1)
    const isBlank = line.raw.trim() === ''
    const isQuote = line.isQuote || (current?.isQuote === true && isWrappedEnd(lines, index))
    if (current && (isBlank || current.isQuote === isQuote)) current.lines.push(line.raw)
    else segments.push({ isQuote, lines: [line.raw] })
  })
  return segments
}

function isWrappedEnd(lines: Line[], index: number): boolean {
  const before = lines[index - 1]
  const after = lines[index + 1]
  const here = lines[index]
  if (!before?.isQuote || !after?.isQuote || !here) return false
  return before.raw.length >= 65 && here.raw.trim().length <= 40 && !/[.!?…]\s*$/.test(before.raw)
}

function isFilled(lines: string[]): boolean {
  return lines.some((line) => line.trim() !== '')
}

function trimBlank(lines: string[]): string[] {
  const start = lines.findIndex((line) => line.trim() !== '')
  const end = lines.findLastIndex((line) => line.trim() !== '')
  return start < 0 ? [] : lines.slice(start, end + 1)
}

function joinCut(parts: string[][]): string | null {
  const joined = parts
    .map((part) => trimBlank(part).join('\n'))
    .filter((part) => part !== '')
    .join('\n\n')
  return joined === '' ? null : joined
}
