/** Values a rule takes out of a letter: by the label of a line, or by the words around a marked example. */
import { readBetween, type Extraction, type ExtractionTarget } from '@otklik/contract'
import {
  cleanLink,
  findEmail,
  findLinks,
  normalisePhone,
  unquote,
  viewLetter,
  type Letter,
} from '../channels/email/index.ts'

export type Extracted = Partial<Record<ExtractionTarget, string>>

const textLimit = 100_000
const shortLimit = 200

/** The first extraction that finds something for a target wins. */
export function extractAll(extractions: readonly Extraction[], letter: Letter): Extracted {
  const found: Extracted = {}
  for (const extraction of extractions) {
    if (found[extraction.target] !== undefined) continue
    const value = readExtraction(extraction, letter)
    if (value !== null) found[extraction.target] = value
  }
  return found
}

export function readExtraction({ target, by }: Extraction, letter: Letter): string | null {
  const isLong = target === 'text'
  const raw =
    by.kind === 'label'
      ? readLabel(letter, by.label, isLong)
      : readBetween(letter.text.slice(0, textLimit), by)
  return raw === null ? null : tidy(target, raw)
}

/** The words of the author stay as they were written; the rest is brought to its usual form or refused. */
function tidy(target: ExtractionTarget, raw: string): string | null {
  switch (target) {
    case 'text':
      return raw
    case 'authorName':
    case 'productName':
      return unquote(raw.replaceAll(/\s+/g, ' ')).slice(0, shortLimit) || null
    case 'authorEmail':
      return findEmail(raw)
    case 'authorPhone':
      return normalisePhone(raw)
    case 'sourceUrl':
      return cleanLink(findLinks(raw)[0] ?? raw.trim())
  }
}

function readLabel(letter: Letter, label: string, isLong: boolean): string | null {
  const inText = labelledValue(letter.text.slice(0, textLimit).split('\n'), label, isLong)
  if (inText !== null || letter.rawHtml === null) return inText
  // A table of a form is one line in some texts made of HTML; its reading by rows keeps the labels apart.
  for (const body of viewLetter(letter).bodies) {
    const value = labelledValue(body, label, isLong)
    if (value !== null) return value
  }
  return null
}

/** The value beside the label, or on the lines below it. A long value goes on until the next labelled line. */
export function labelledValue(lines: readonly string[], label: string, isLong: boolean): string | null {
  const wanted = plainLabel(label)
  for (const [index, line] of lines.entries()) {
    const beside = valueBeside(line, wanted)
    if (beside === null) continue
    const below = takeBelow(lines.slice(index + 1), isLong)
    const value = isLong ? [beside, ...below].join('\n').trim() : beside || (below[0] ?? '')
    if (value !== '') return value
  }
  return null
}

const separators = /^\s*(?:[:：=|\t]|[-–—]\s)\s*/u

function valueBeside(line: string, wanted: string): string | null {
  const bare = line.replace(/^[\s*•>–-]+/u, '')
  // Folding never changes the number of characters, so the label's length holds in the line.
  if (!fold(bare).startsWith(wanted)) return null
  const rest = bare.slice(wanted.length).replace(/^\s*\*+/u, '')
  if (rest.trim() === '') return ''
  const match = separators.exec(rest)
  return match ? rest.slice(match[0].length).trim() : null
}

function takeBelow(lines: readonly string[], isLong: boolean): string[] {
  const from = lines.findIndex((line) => line.trim() !== '')
  if (from < 0 || looksLabelled(lines[from] ?? '')) return []
  if (!isLong) return [(lines[from] ?? '').trim()]
  const rest = lines.slice(from)
  const end = rest.findIndex((line) => looksLabelled(line) || /^(?:--|__+)\s*$/.test(line))
  return (end < 0 ? rest : rest.slice(0, end)).map((line) => line.trimEnd())
}

/** «Телефон: …»: a short beginning and a colon with a space; neither 18:30 nor an address of a page. */
function looksLabelled(line: string): boolean {
  const match = /^[\s*•–-]*([\p{L}\p{N}][^:\n]{0,40}):(?:\s|$)/u.exec(line)
  return match !== null && (match[1] ?? '').trim().split(/\s+/).length <= 4
}

function plainLabel(label: string): string {
  return fold(label.trim().replace(/[\s:：*]+$/u, ''))
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replaceAll('\u00a0', ' ')
}
