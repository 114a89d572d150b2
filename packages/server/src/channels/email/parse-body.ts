/** Which parts are the letter's words, which are attachments, which are reports of machines. */
import { repairCyrillic, repairMojibake } from '@otklik/text'
import type { LetterLimits } from './parse-limits.ts'
import type { MimePart } from './parse-mime.ts'
import { decodeTransfer } from './parse-transfer.ts'

export interface BodyBlock {
  text: string | null
  html: string | null
}

export interface LetterParts {
  /** In the order of the letter; an alternative is one block with both. */
  blocks: BodyBlock[]
  attachments: MimePart[]
  reports: { type: string; text: string }[]
}

interface Collect {
  raw: Buffer
  limits: LetterLimits
  parts: LetterParts
}

const reportTypes =
  /^message\/(?:delivery-status|global-delivery-status|feedback-report|disposition-notification|global-disposition-notification|tracking-status)$/
const originalTypes = /^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/

export function collectParts(raw: Buffer, root: MimePart, limits: LetterLimits): LetterParts {
  const collect: Collect = { raw, limits, parts: { blocks: [], attachments: [], reports: [] } }
  visit(collect, root, null)
  return collect.parts
}

function visit(collect: Collect, part: MimePart, parent: MimePart | null): void {
  if (part.children.length > 0) {
    if (part.type === 'multipart/alternative') visitAlternative(collect, part)
    else for (const child of part.children) visit(collect, child, part)
    return
  }
  const { parts, raw, limits } = collect
  if (reportTypes.test(part.type)) {
    parts.reports.push({ type: part.type, text: readText(raw, part, limits) })
  } else if (originalTypes.test(part.type) && isInReport(parent)) {
    parts.reports.push({ type: part.type, text: headersOnly(readText(raw, part, limits)) })
  } else if (isBody(part, parent)) {
    const text = readText(raw, part, limits)
    parts.blocks.push(part.type === 'text/html' ? { text: null, html: text } : { text, html: null })
  } else parts.attachments.push(part)
}

/** One meaning in several forms: the first text and the last HTML make one block. */
function visitAlternative(collect: Collect, part: MimePart): void {
  const before = collect.parts.blocks.length
  for (const child of part.children) visit(collect, child, part)
  const made = collect.parts.blocks.splice(before)
  const text =
    made.find((block) => block.text !== null && block.text.trim() !== '')?.text ??
    made.find((block) => block.text !== null)?.text ??
    null
  const html = made.findLast((block) => block.html !== null)?.html ?? null
  if (text !== null || html !== null) collect.parts.blocks.push({ text, html })
}

function isInReport(parent: MimePart | null): boolean {
  return parent?.type === 'multipart/report'
}

function isBody(part: MimePart, parent: MimePart | null): boolean {
  if (part.disposition.value === 'attachment') return false
  if (!/^text\/(?:plain|html|enriched|richtext|x-amp-html|x-markdown|markdown)$/.test(part.type)) return false
  if (part.type === 'text/x-amp-html') return false
  const isNamed = part.disposition.params.has('filename') || part.params.has('name')
  return !isNamed || (parent?.type === 'multipart/alternative' && part.disposition.value !== 'attachment')
}

/** The part's text in Unicode with plain newlines, whatever its header says about the charset. */
function readText(raw: Buffer, part: MimePart, limits: LetterLimits): string {
  const end = Math.min(part.bodyEnd, part.bodyStart + limits.textBytes)
  const bytes = decodeTransfer(raw.subarray(part.bodyStart, end), part.encoding)
  const isHtml = part.type === 'text/html'
  const declared = part.params.get('charset') ?? (isHtml ? metaCharset(bytes) : null)
  const text = repairMojibake(repairCyrillic(bytes, declared).text)
  const clean = text.replace(/\r\n?/g, '\n').replace(/[\p{Cc}--[\t\n\r\x7f-\x9f]]|\ufeff/gv, '')
  if (isHtml) return clean
  if (part.type === 'text/enriched' || part.type === 'text/richtext')
    return clean.replace(/<[^<>]{1,100}>/g, '')
  return part.params.get('format')?.toLowerCase() === 'flowed'
    ? unflow(clean, part.params.get('delsp')?.toLowerCase() === 'yes')
    : clean
}

function metaCharset(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, 2048)
  return (
    /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:-]{2,40})/i.exec(head)?.[1] ??
    /<\?xml[^>]{0,100}encoding=["']([\w:-]{2,40})/i.exec(head)?.[1] ??
    null
  )
}

/** RFC 3676: a line that ends in a space goes on in the next one of the same quote depth. */
function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  let depth = 0
  let isOpen = false
  for (const line of text.split('\n')) {
    const mark = /^>*/.exec(line)?.[0] ?? ''
    const rest = line.slice(mark.length).replace(/^ /, '')
    const isSignature = rest === '-- '
    const flows = rest.endsWith(' ') && !isSignature
    const body = flows && deleteSpace ? rest.slice(0, -1) : rest
    if (isOpen && mark.length === depth && !isSignature) out[out.length - 1] += body
    else out.push(mark.length > 0 ? `${mark} ${body}` : body)
    depth = mark.length
    isOpen = flows
  }
  return out.join('\n')
}

function headersOnly(text: string): string {
  const end = text.search(/\n[ \t]*\n/)
  return (end < 0 ? text : text.slice(0, end)).slice(0, 64 * 1024)
}
