/** One text and one HTML out of the letter's body parts. */
import { htmlToText } from './html-text.ts'
import type { BodyBlock } from './parse-body.ts'

export interface ComposedText {
  text: string
  /** The text without what HTML marks as history. */
  own: string
  marked: string | null
  html: string | null
}

const longestText = 1_000_000
const longestHtml = 2_000_000

/** HTML is turned into text only where the text part is missing or says nothing. */
export function composeText(blocks: readonly BodyBlock[]): ComposedText {
  const texts: string[] = []
  const own: string[] = []
  const marked: string[] = []
  for (const block of blocks) {
    if (block.html !== null && (block.text === null || isUseless(block.text, block.html))) {
      const made = htmlToText(block.html)
      texts.push(made.text)
      own.push(made.own)
      if (made.history !== null) marked.push(made.history)
    } else if (block.text !== null) {
      const plain = isHtmlInDisguise(block.text) ? htmlToText(block.text).text : block.text.trim()
      texts.push(plain)
      own.push(plain)
    }
  }
  return {
    text: join(texts),
    own: join(own),
    marked: marked.length === 0 ? null : join(marked),
    html: composeHtml(blocks),
  }
}

function join(parts: string[]): string {
  return parts
    .filter((part) => part !== '')
    .join('\n\n')
    .slice(0, longestText)
}

function composeHtml(blocks: readonly BodyBlock[]): string | null {
  if (blocks.every((block) => block.html === null)) return null
  return blocks
    .map((block) => block.html ?? `<div style="white-space:pre-wrap">${escapeHtml(block.text ?? '')}</div>`)
    .join('\n')
    .slice(0, longestHtml)
}

const excuse =
  /(?:does ?n[o']t|cannot|can't|unable to|not able to|не)\s+(?:support|display|view|read|show|поддерживает|отображает|умеет|может)[^.]{0,60}html|html[^.]{0,40}(?:client|viewer|compatible|capable|почтов|клиент|version|верси)|view (?:this|the) (?:e-?mail|message|newsletter)[^.]{0,40}(?:browser|online|html)|(?:в формате|просмотр\S*[^.]{0,30}) html|письмо в формате html/i

/** An empty text, an excuse instead of a text, or a stub of a few characters beside a real page. */
function isUseless(text: string, html: string): boolean {
  const bare = text.replace(/\s+/g, ' ').trim()
  if (bare === '') return true
  if (bare.length < 400 && excuse.test(bare)) return true
  if (isHtmlInDisguise(bare)) return true
  return bare.length < 12 && html.length > 600 && htmlToText(html).text.length > bare.length * 4
}

function isHtmlInDisguise(text: string): boolean {
  const head = text.slice(0, 400)
  return (
    /^\s*(?:<!doctype html|<html|<head|<body|<table|<div|<p>)/i.test(head) &&
    /<\/(?:html|body|table|div|p)>/i.test(text)
  )
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
