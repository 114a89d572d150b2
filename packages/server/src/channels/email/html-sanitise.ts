/** HTML of strangers made fit to be shown: no scripts, no forms, nothing fetched from outside. */
import sanitizeHtml from 'sanitize-html'

const longestHtml = 2_000_000

const colour = /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|rgba?\(\s*\d{1,3}%?\s*(?:,\s*[\d.]{1,6}%?\s*){2,3}\))$/i
const length =
  /^(?:auto|0|-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?)(?:\s+(?:auto|0|-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%)?)){0,3}$/i
const word = /^[a-z-]{2,30}$/i
const border =
  /^(?:(?:\d{1,2}(?:\.\d)?(?:px|pt)|thin|medium|thick|none|solid|dashed|dotted|double|#[0-9a-f]{3,8}|[a-z]{3,20})\s*){1,3}$/i

const sides = ['', '-top', '-right', '-bottom', '-left']

/** Only properties that cannot fetch, position over other things or hide behind escapes. */
const styles: Record<string, RegExp[]> = {
  color: [colour],
  'background-color': [colour],
  background: [colour],
  'text-align': [word],
  'text-decoration': [word],
  'vertical-align': [word, length],
  'font-weight': [word, /^\d{3}$/],
  'font-style': [word],
  'font-size': [length, word],
  'font-family': [/^[\p{L}\d\s,'"-]{1,200}$/u],
  'line-height': [length, /^\d(?:\.\d{1,3})?$/],
  'white-space': [word],
  'border-collapse': [word],
  'border-radius': [length],
  width: [length],
  'max-width': [length],
  height: [length],
  display: [/^(?:block|inline|inline-block|table|table-row|table-cell|none)$/],
  ...Object.fromEntries(sides.map((side) => [`margin${side}`, [length]])),
  ...Object.fromEntries(sides.map((side) => [`padding${side}`, [length]])),
  ...Object.fromEntries(sides.map((side) => [`border${side}`, [border]])),
}

const options: sanitizeHtml.IOptions = {
  allowedTags: [
    'a',
    'abbr',
    'address',
    'article',
    'b',
    'bdi',
    'big',
    'blockquote',
    'br',
    'caption',
    'center',
    'cite',
    'code',
    'col',
    'colgroup',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'font',
    'footer',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'header',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'main',
    'mark',
    'ol',
    'p',
    'pre',
    'q',
    's',
    'samp',
    'section',
    'small',
    'span',
    'strike',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'time',
    'tr',
    'tt',
    'u',
    'ul',
    'wbr',
  ],
  allowedAttributes: {
    '*': ['style', 'align', 'valign', 'dir', 'lang', 'title', 'width', 'height', 'bgcolor', 'color'],
    a: ['href', 'rel', 'target'],
    img: ['src', 'alt'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    table: ['border', 'cellpadding', 'cellspacing'],
    font: ['face', 'size'],
    ol: ['start', 'type'],
  },
  allowedStyles: { '*': styles },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  // Their content is no text of the letter either.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'svg',
    'math',
    'template',
    'xmp',
    'iframe',
    'object',
    'noembed',
    'noframes',
    'plaintext',
  ],
  nestingLimit: 200,
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' },
    }),
  },
  // An image that was remote leaves its description; one without either leaves nothing.
  exclusiveFilter: (frame) => frame.tag === 'img' && (frame.attribs['src'] ?? '') === '',
}

/**
 * Only known tags, attributes and style properties; links to http, https, mailto and tel with `noopener`;
 * images only by `cid:`. Never throws; null when the HTML is beyond what can be cleaned or nothing of it is left.
 */
export function sanitiseLetterHtml(html: string): string | null {
  if (html.length > longestHtml) return null
  try {
    const clean = sanitizeHtml(withoutConditional(html), options).trim()
    return clean === '' ? null : clean
  } catch {
    return null
  }
}

const conditional = /<!--\[if|<!\[endif\]-->/gi

/** Conditional comments of Outlook hide copies of the letter that only it would show. Read once from left to right: a stranger may open a million of them. */
function withoutConditional(html: string): string {
  const kept: string[] = []
  let from = 0
  let opened = -1
  for (const { 0: mark, index } of html.matchAll(conditional)) {
    const isEnd = mark.startsWith('<![')
    if (!isEnd && opened < 0) opened = index
    if (!isEnd || opened < 0) continue
    kept.push(html.slice(from, opened))
    from = index + mark.length
    opened = -1
  }
  return kept.join('') + html.slice(from)
}
