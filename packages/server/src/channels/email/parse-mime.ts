/** The tree of parts, as places in the raw letter. Nothing is decoded here. */
import { findHeader, parseStructured, readHeaderBlock } from './parse-headers.ts'
import type { RawHeader, Structured } from './parse-headers.ts'
import { LetterError } from './parse-limits.ts'
import type { LetterLimits } from './parse-limits.ts'

export interface MimePart {
  headers: RawHeader[]
  /** `text/plain` when the letter names none. */
  type: string
  params: Structured['params']
  disposition: Structured
  encoding: string
  bodyStart: number
  bodyEnd: number
  children: MimePart[]
}

interface Walk {
  raw: Buffer
  limits: LetterLimits
  parts: number
}

const LF = 10
const CR = 13

/** Throws only `LetterError`. Letters inside letters (message/rfc822) are leaves. */
export function readMime(raw: Buffer, limits: LetterLimits): MimePart {
  if (raw.length > limits.bytes)
    throw new LetterError('too_large', `The letter has ${raw.length} bytes, more than ${limits.bytes}`)
  let start = 0
  while (start < raw.length && (raw[start] === LF || raw[start] === CR || raw[start] === 32)) start++
  // A byte order mark before the first header.
  if (raw[start] === 0xef && raw[start + 1] === 0xbb && raw[start + 2] === 0xbf) start += 3
  const root = readPart({ raw, limits, parts: 0 }, { start, end: raw.length, depth: 0, parentType: '' })
  if (root.headers.length === 0)
    throw new LetterError('unreadable', 'There is not one header line: this is no letter')
  return root
}

interface Range {
  start: number
  end: number
  depth: number
  parentType: string
}

function readPart(walk: Walk, range: Range): MimePart {
  walk.parts++
  if (walk.parts > walk.limits.parts)
    throw new LetterError('too_many_parts', `The letter has more than ${walk.limits.parts} parts`)
  if (range.depth > walk.limits.depth)
    throw new LetterError('too_deep', `Parts are nested deeper than ${walk.limits.depth}`)
  const block = readHeaderBlock(walk.raw, range.start, range.end, walk.limits)
  const contentType = parseStructured(findHeader(block.headers, 'content-type'))
  const fallback = range.parentType === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const part: MimePart = {
    headers: block.headers,
    type: cleanType(contentType.value, fallback),
    params: contentType.params,
    disposition: parseStructured(findHeader(block.headers, 'content-disposition')),
    encoding: (findHeader(block.headers, 'content-transfer-encoding') ?? '')
      .toLowerCase()
      .replace(/[\s;"'].*$/, ''),
    bodyStart: block.bodyStart,
    bodyEnd: range.end,
    children: [],
  }
  if (!part.type.startsWith('multipart/')) return part
  for (const [start, end] of splitParts(walk.raw, part)) {
    part.children.push(readPart(walk, { start, end, depth: range.depth + 1, parentType: part.type }))
  }
  // A multipart without parts is a text whose header lies.
  if (part.children.length === 0) part.type = 'text/plain'
  return part
}

function cleanType(value: string, fallback: string): string {
  const bare = value.replace(/\s/g, '')
  if (/^[\w.+-]+\/[\w.+-]+$/.test(bare)) return bare
  return bare === 'text' || bare === '' ? fallback : bare === 'html' ? 'text/html' : fallback
}

function splitParts(raw: Buffer, part: MimePart): [number, number][] {
  const named = part.params.get('boundary')?.trim() ?? ''
  const boundary = named !== '' && occurs(raw, part, named) ? named : guessBoundary(raw, part)
  return boundary === null ? [] : cutAtBoundary(raw, part, boundary)
}

function occurs(raw: Buffer, part: MimePart, boundary: string): boolean {
  return raw.subarray(part.bodyStart, part.bodyEnd).includes(`--${boundary}`, 0, 'latin1')
}

/** Some programs lose the boundary parameter: the first line that begins with two dashes is it. */
function guessBoundary(raw: Buffer, part: MimePart): string | null {
  const head = raw.toString('latin1', part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + 16_384))
  return /(?:^|\n)--([^\s-][^\r\n]{0,200}?)[ \t]*\r?\nContent-/i.exec(head)?.[1] ?? null
}

function cutAtBoundary(raw: Buffer, part: MimePart, boundary: string): [number, number][] {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1')
  // Searching past the part would make many broken parts cost the square of the letter.
  const region = raw.subarray(0, part.bodyEnd)
  const ranges: [number, number][] = []
  let open = -1
  let position = part.bodyStart
  while (position < part.bodyEnd) {
    const found = region.indexOf(delimiter, position)
    if (found < 0 || found + delimiter.length > part.bodyEnd) break
    position = found + delimiter.length
    if (found > part.bodyStart && raw[found - 1] !== LF) continue
    const isClose = raw[position] === 45 && raw[position + 1] === 45
    const lineEnd = restOfLine(raw, isClose ? position + 2 : position, part.bodyEnd)
    if (lineEnd < 0) continue
    if (open >= 0) ranges.push([open, Math.max(open, withoutNewline(raw, found, open))])
    open = isClose ? -1 : lineEnd
    position = lineEnd
    if (isClose) break
  }
  // Cut short in transit: what came of the last part is still worth reading.
  if (open >= 0 && open < part.bodyEnd) ranges.push([open, part.bodyEnd])
  return ranges
}

/** The place after the line when only blanks follow; -1 when this is a longer boundary that merely begins alike. */
function restOfLine(raw: Buffer, from: number, end: number): number {
  let index = from
  while (index < end && (raw[index] === 32 || raw[index] === 9 || raw[index] === CR)) index++
  if (index >= end) return end
  return raw[index] === LF ? index + 1 : -1
}

function withoutNewline(raw: Buffer, end: number, start: number): number {
  let result = end
  if (result > start && raw[result - 1] === LF) result--
  if (result > start && raw[result - 1] === CR) result--
  return result
}
