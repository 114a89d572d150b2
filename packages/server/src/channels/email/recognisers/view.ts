/** A letter laid out for recognisers: lines to read, clean links, pictures. Made once per letter. */
import type { Letter } from '../letter.ts'
import { cleanLink, findLinks } from './links.ts'
import { readHtml } from './html.ts'
import type { HtmlReading } from './html.ts'

/** Longer letters are not notifications; the limit keeps every expression cheap. */
const readLimit = 200_000

export interface ViewLink {
  /** Unwrapped, without trackers. */
  url: string
  /** As it stood in the letter. */
  href: string
  text: string
}

export interface ViewImage {
  url: string
  alt: string
  /** Clean address the picture leads to. */
  linkUrl: string | null
}

export interface LetterView {
  letter: Letter
  subject: string
  /** Readings of the body, the most telling first: HTML lines, then the plain part. */
  bodies: string[][]
  links: ViewLink[]
  images: ViewImage[]
  classed: { className: string; text: string }[]
}

export function viewLetter(letter: Letter): LetterView {
  const html = readHtml((letter.rawHtml ?? '').slice(0, readLimit))
  const text = letter.text.slice(0, readLimit)
  return {
    letter,
    subject: letter.subject.replace(/\s+/g, ' ').trim(),
    bodies: [html.text, text].map(splitLines).filter((lines) => lines.length > 0),
    links: listLinks(html, text),
    images: listImages(html),
    classed: html.classed,
  }
}

/** The plain part when it has one, else the HTML as lines: forms are written line by line. */
export function plainLines(view: LetterView): string[] {
  return view.letter.text.trim() === '' ? (view.bodies[0] ?? []) : (view.bodies.at(-1) ?? [])
}

export function getHeader(letter: Letter, name: string): string | null {
  return letter.headers.find((header) => header.name === name)?.value ?? null
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/[\u00a0\u200b]/g, ' ').trimEnd())
  return text.trim() === '' ? [] : lines
}

function listLinks(html: HtmlReading, text: string): ViewLink[] {
  const written = [...html.links, ...findLinks(text).map((href) => ({ href, text: '' }))]
  return written.flatMap(({ href, text: label }) => {
    const url = cleanLink(href)
    return url === null ? [] : [{ url, href, text: label }]
  })
}

function listImages(html: HtmlReading): ViewImage[] {
  return html.images.flatMap(({ src, alt, linkHref }) => {
    const isWeb = /^https:\/\//i.test(src) && URL.canParse(src)
    return isWeb
      ? [{ url: src, alt: alt.trim(), linkUrl: linkHref === null ? null : cleanLink(linkHref) }]
      : []
  })
}
