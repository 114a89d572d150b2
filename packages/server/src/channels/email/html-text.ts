/** Plain text out of HTML, with the places marked where mail programs put quoted history. */
import { compile } from 'html-to-text'
import type { FormatCallback, HtmlToTextOptions } from 'html-to-text'

// Private-use characters: no letter writes them, and they are removed before anyone sees the text.
const START = '\ue0f1'
const END = '\ue0f2'

export interface HtmlText {
  text: string
  /** The text without marked history and signatures; equal to `text` when none is marked. */
  own: string
  /** What the marks enclose. */
  history: string | null
}

const markBlock: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 })
  builder.addLiteral(START)
  walk(element.children, builder)
  builder.addLiteral(END)
  builder.closeBlock({ trailingLineBreaks: 2 })
}

/** Outlook marks only where history begins; what follows is no child of the mark. */
const markRest: FormatCallback = (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 })
  builder.addLiteral(START)
  walk(element.children, builder)
  builder.closeBlock({ trailingLineBreaks: 1 })
}

const blocks = [
  'div.gmail_quote',
  'div.gmail_extra',
  'div.gmail_signature',
  'blockquote[type="cite"]',
  'div.mail-quote-collapse',
  'div[data-signature-widget="container"]',
  'div.yahoo_quoted',
  'div.moz-cite-prefix',
  'div.moz-signature',
  'pre.moz-signature',
]
const rests = ['div#divRplyFwdMsg', 'div#appendonsend', 'div#mail-editor-reference-message-container']

// Past this no letter says anything new; the converter would only print a warning.
const longestHtml = 600_000

const base: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: longestHtml, maxDepth: 120, maxChildNodes: 20_000 },
  formatters: { markBlock, markRest },
}

const common = [
  { selector: 'img', format: 'skip' },
  { selector: 'style', format: 'skip' },
  { selector: 'title', format: 'skip' },
  { selector: 'a', options: { ignoreHref: true } },
  { selector: 'table', format: 'block' },
  { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  { selector: 'td', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
]

const convert = compile({
  ...base,
  selectors: [
    ...common,
    ...blocks.map((selector) => ({ selector, format: 'markBlock' })),
    ...rests.map((selector) => ({ selector, format: 'markRest' })),
  ],
})

/** Never throws: what the converter cannot walk is stripped of its tags. */
export function htmlToText(html: string): HtmlText {
  const marked = tidy(convertSafely(html))
  const text = tidy(marked.replaceAll(START, '').replaceAll(END, ''))
  if (!marked.includes(START)) return { text, own: text, history: null }
  const own: string[] = []
  const history: string[] = []
  let depth = 0
  for (const piece of marked.split(/([\ue0f1\ue0f2])/)) {
    if (piece === START) depth++
    else if (piece === END) depth = Math.max(0, depth - 1)
    else (depth > 0 ? history : own).push(piece)
  }
  const words = tidy(own.join(''))
  return words === ''
    ? { text, own: text, history: null }
    : { text, own: words, history: tidy(history.join('')) }
}

function convertSafely(html: string): string {
  try {
    return convert(html.slice(0, longestHtml).replace(/[\ue0f1\ue0f2]/g, ''))
  } catch {
    return stripTags(html.slice(0, longestHtml))
  }
}

function stripTags(html: string): string {
  return html
    .replace(/<(script|style|head|title)\b[^>]{0,2000}>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

function tidy(text: string): string {
  return (
    text
      // Preheaders are padded with characters nobody sees.
      .replace(/\u00ad|\u034f|\u200b|\u200c|\u200d|\u2060|\ufeff/g, '')
      .replace(/[\u00a0\u2007\u202f]/g, ' ')
      .replace(/[^\S\n]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  )
}
