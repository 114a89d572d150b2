/** What the recognisers see in HTML: lines, links, pictures and elements by class. No layout, no network. */
import { Parser } from 'htmlparser2'

export interface HtmlLink {
  href: string
  text: string
}

export interface HtmlImage {
  src: string
  alt: string
  /** Address of the link the picture stands in. */
  linkHref: string | null
}

export interface HtmlReading {
  text: string
  links: HtmlLink[]
  images: HtmlImage[]
  /** Elements that have a class, in the order they close. */
  classed: { className: string; text: string }[]
}

interface OpenElement {
  name: string
  start: number
  className: string | null
  href: string | null
  hidden: boolean
}

const blocks = new Set(
  'address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tr ul'.split(
    ' ',
  ),
)
const silent = new Set(['head', 'style', 'script', 'title', 'noscript', 'template', 'svg'])
const voids = new Set(['br', 'hr', 'img', 'meta', 'link', 'input', 'col', 'area', 'base', 'wbr'])
const hiddenStyle =
  /display\s*:\s*none|max-height\s*:\s*0(?:px)?\s*(?:;|$)|font-size\s*:\s*0(?:px)?\s*(?:;|$)/i

/** Reads HTML of any quality in one pass. Cells of one table row that hold plain text are joined by a tab. */
export function readHtml(html: string): HtmlReading {
  const reader = createReader()
  const parser = new Parser(reader.handler, {
    decodeEntities: true,
    lowerCaseTags: true,
    lowerCaseAttributeNames: true,
  })
  parser.write(html)
  parser.end()
  return reader.finish()
}

function createReader() {
  const reading: Omit<HtmlReading, 'text'> = { links: [], images: [], classed: [] }
  const open: OpenElement[] = []
  let text = ''
  let hidden = 0

  function breakLine(): void {
    // By index: an expression anchored at the end would scan the whole text at every block.
    let end = text.length
    while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1
    if (end < text.length) text = text.slice(0, end)
    if (text !== '' && !text.endsWith('\n\n')) text += '\n'
  }

  function startCell(): void {
    if (!endsInSpace(text)) text += '\t'
  }

  function addText(data: string): void {
    if (hidden > 0) return
    const flat = data.replace(/(?:\s|\u00a0|\u200b|\u200c|\u034f)+/g, ' ')
    text += endsInSpace(text) ? flat.trimStart() : flat
  }

  function openTag(name: string, attributes: Record<string, string>): void {
    if (blocks.has(name)) breakLine()
    if (name === 'td' || name === 'th') startCell()
    if (name === 'img') addImage(attributes, reading.images, open)
    if (voids.has(name)) return
    const isHidden = silent.has(name) || hiddenStyle.test(attributes['style'] ?? '')
    if (isHidden) hidden += 1
    open.push({
      name,
      start: text.length,
      className: attributes['class'] ?? null,
      href: attributes['href'] ?? null,
      hidden: isHidden,
    })
  }

  function closeTag(name: string): void {
    if (voids.has(name)) return
    const element = open.pop()
    if (element === undefined) return
    if (element.hidden) hidden -= 1
    const inner = text.slice(element.start).trim()
    if (element.name === 'a' && element.href !== null) reading.links.push({ href: element.href, text: inner })
    if (element.className !== null) reading.classed.push({ className: element.className, text: inner })
    if (blocks.has(name)) breakLine()
  }

  return {
    handler: { onopentag: openTag, onclosetag: closeTag, ontext: addText },
    finish: (): HtmlReading => ({ ...reading, text: text.trim() }),
  }
}

function endsInSpace(text: string): boolean {
  return text === '' || ' \t\n'.includes(text.charAt(text.length - 1))
}

function addImage(attributes: Record<string, string>, images: HtmlImage[], open: OpenElement[]): void {
  const src = attributes['src']
  if (src === undefined) return
  const link = open.findLast((element) => element.name === 'a')
  images.push({ src, alt: attributes['alt'] ?? '', linkHref: link?.href ?? null })
}
