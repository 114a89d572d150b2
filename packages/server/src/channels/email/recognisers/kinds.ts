/** Reads a letter by its headlines: «Анна прокомментировала запись», then the words, then a button. */
import type { Inbound, InboundAuthor } from '../../channel.ts'
import { readZonedDate } from './dates.ts'
import { unquote } from './people.ts'
import { findAuthorLink, findObject, findProductPage, keyOf, productPageOf } from './places.ts'
import type { PlaceFound } from './places.ts'
import type { Found, Kind, Recogniser } from './types.ts'
import type { LetterView } from './view.ts'

/** A headline stands near the top; below that, the words themselves could look like one. */
const headlineDepth = 40

/** How a letter greets its reader. Below a headline it is the author's greeting and belongs to the words. */
const greeting =
  /^(?:здравствуйте|добрый (?:день|вечер)|доброе утро|привет(?:ствуем)?|сәлеметсіз бе|hello|hi|dear)(?:[ ,][^.!?]{0,60})?[,!.]?$/iu

interface Headline {
  kind: Kind
  groups: Record<string, string | undefined>
  sentence: string
  /** Body lines below the headline; the whole body when only the subject tells what happened. */
  below: string[]
  isFromSubject: boolean
}

export function readByKinds(view: LetterView, recogniser: Recogniser): Found | null {
  const headline = findHeadline(view, recogniser.kinds ?? [])
  if (headline === null) return null
  const { kind, groups } = headline
  const author = readAuthor(view, recogniser, groups)
  const place = findObject(view, recogniser, kind)
  const words = kind.words === 'none' ? '' : readWords(headline, view, recogniser, author)
  return {
    action: kind.action,
    reason: kind.reason,
    ...(kind.activityClass && { activityClass: kind.activityClass }),
    author,
    text: words === '' ? sentenceOf(headline, view, recogniser) : words,
    sourceUrl: place?.url ?? author?.profileUrl ?? null,
    sourceTitle: titleOf(place, groups['title']),
    objectKey: keyOf(place, kind, author),
    rating: readRating(groups['rating']),
    occurredAt: writtenDate(view),
    isPublic: kind.isPublic,
    productHint: readProduct(view, recogniser, place, groups),
    fields: groups['tone'] ? [{ name: 'Тон отзыва', value: groups['tone'].trim() }] : [],
    warnings: /(?:…|\.\.\.)$/.test(words) ? ['text_shortened'] : [],
  }
}

/** The body is asked first: there the place of the headline says where the words begin. */
function findHeadline(view: LetterView, kinds: readonly Kind[]): Headline | null {
  for (const body of view.bodies) {
    for (const [index, line] of body.slice(0, headlineDepth).entries()) {
      const hit = matchLine(line.trim(), kinds)
      if (hit !== null)
        return {
          ...hit,
          ...withSubject(hit, view.subject),
          below: body.slice(index + 1),
          isFromSubject: false,
        }
    }
  }
  const hit = matchLine(view.subject, kinds)
  return hit === null ? null : { ...hit, below: view.bodies[0] ?? [], isFromSubject: true }
}

/** What the line in the body leaves out (whose post, which place) the subject often says. */
function withSubject(
  hit: Omit<Headline, 'below' | 'isFromSubject'>,
  subject: string,
): Pick<Headline, 'groups'> {
  const other = matchLine(subject, [hit.kind])
  const known = Object.entries(hit.groups).filter(([, value]) => value !== undefined)
  return { groups: { ...other?.groups, ...Object.fromEntries(known) } }
}

function matchLine(line: string, kinds: readonly Kind[]): Omit<Headline, 'below' | 'isFromSubject'> | null {
  if (line === '' || line.length > 2000) return null
  for (const kind of kinds) {
    for (const pattern of kind.headlines) {
      const match = pattern.exec(line)
      if (match) return { kind, groups: match.groups ?? {}, sentence: line }
    }
  }
  return null
}

function readWords(
  headline: Headline,
  view: LetterView,
  recogniser: Recogniser,
  author: InboundAuthor | null,
): string {
  const classed = recogniser.wordsClass === undefined ? null : lastClassed(view, recogniser.wordsClass)
  if (classed !== null && !headline.sentence.includes(classed) && !classed.includes(headline.sentence))
    return unquote(classed)
  const inline = headline.groups['text']?.trim()
  if (inline) return unquote(inline)
  return unquote(wordsBelow(headline, view, recogniser, author))
}

/** Lines from the first that is neither a brand nor the author's name to the first that is a button or a footer. */
function wordsBelow(
  headline: Headline,
  view: LetterView,
  recogniser: Recogniser,
  author: InboundAuthor | null,
): string {
  const labels = new Set(
    view.links.map((link) => link.text.trim()).filter((text) => text !== '' && !/^https?:/.test(text)),
  )
  const isAny = (patterns: readonly RegExp[] | undefined, line: string) =>
    (patterns ?? []).some((pattern) => pattern.test(line))
  const isFooter = (line: string) =>
    isAny(recogniser.stops, line) || (labels.size === 0 && isAny(recogniser.buttons, line))
  const isSkipped = (line: string) =>
    line === '' ||
    line === author?.name ||
    line === view.subject ||
    isDateLine(line) ||
    labels.has(line) ||
    matchLine(line, [headline.kind]) !== null ||
    isAny(recogniser.skips, line)
  const lines = headline.below.map((line) => line.trim())
  const isGreeting = (line: string) => headline.isFromSubject && greeting.test(line)
  const first = lines.findIndex((line) => isFooter(line) || !(isSkipped(line) || isGreeting(line)))
  // A greeting may be all a person wrote.
  const start =
    first >= 0 && !isFooter(lines[first] ?? '')
      ? first
      : lines.findIndex((line) => isFooter(line) || !isSkipped(line))
  if (start < 0) return ''
  const rest = lines.slice(start)
  const end = rest.findIndex((line) => isFooter(line) || labels.has(line) || isLinkLine(line))
  return rest
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trim()
}

/** The marked sentence is cleaner than the preview line, which has a date and a button run into it. */
function sentenceOf(headline: Headline, view: LetterView, recogniser: Recogniser): string {
  const { wordsClass } = recogniser
  if (wordsClass === undefined) return headline.sentence
  const marked = view.classed.filter((element) => element.className.split(/\s+/).includes(wordsClass))
  const own = marked.find((element) => matchLine(element.text, [headline.kind]) !== null)
  return own?.text.replace(/\s+/g, ' ') ?? headline.sentence
}

function lastClassed(view: LetterView, className: string): string | null {
  const all = view.classed.filter((element) => element.className.split(/\s+/).includes(className))
  return all.at(-1)?.text ?? null
}

function readAuthor(
  view: LetterView,
  recogniser: Recogniser,
  groups: Headline['groups'],
): InboundAuthor | null {
  const handle = groups['handle'] ?? null
  const name = groups['author']?.trim().replace(/[,:]$/, '') || handle
  const profile = handle === null ? findAuthorLink(view, recogniser, name) : handleLink(recogniser, handle)
  if (name === null && profile === null) return null
  return {
    network: recogniser.network,
    externalId: profile?.id ?? null,
    name: name ?? profile?.name ?? null,
    photoUrl: findPhoto(view, recogniser, profile?.url ?? null, name),
    profileUrl: profile?.url ?? null,
    email: null,
    phone: null,
  }
}

function handleLink(
  recogniser: Recogniser,
  handle: string,
): { id: string; url: string | null; name: string } {
  const url = recogniser.authors?.profile?.replace('{id}', handle) ?? null
  return { id: handle.toLowerCase(), url, name: handle }
}

/** A face is a picture that leads to the author, bears the author's name or comes from where faces are kept. */
function findPhoto(
  view: LetterView,
  recogniser: Recogniser,
  profileUrl: string | null,
  name: string | null,
): string | null {
  const { photo } = recogniser
  if (photo === undefined) return null
  const faces = view.images.filter((image) => photo.test(image.url))
  const own = faces.find(
    (image) => (profileUrl !== null && image.linkUrl === profileUrl) || (name !== null && image.alt === name),
  )
  return (own ?? faces.find((image) => image.alt === ''))?.url ?? null
}

function titleOf(place: PlaceFound | null, title: string | undefined): string | null {
  const name = title === undefined ? null : unquote(title)
  if (place === null) return name
  if (!name) return place.rule.place
  // Quotes inside quotes read badly.
  return /[«»]/.test(name) ? `${place.rule.place}: ${name}` : `${place.rule.place} «${name}»`
}

/** The place itself when it is a product; else the product the headline names, with its page if the letter links to it. */
function readProduct(
  view: LetterView,
  recogniser: Recogniser,
  place: PlaceFound | null,
  groups: Headline['groups'],
): Inbound['productHint'] {
  const page = productPageOf(place)
  const name = groups['product'] ?? (page === null ? undefined : groups['title'])
  if (page === null && name === undefined) return null
  return { text: name === undefined ? null : unquote(name), url: page ?? findProductPage(view, recogniser) }
}

/** A line of its own that names date and zone; anything less exact than the letter's own date is left alone. */
function writtenDate(view: LetterView): Date | null {
  const top = (view.bodies[0] ?? []).slice(0, headlineDepth).filter((line) => line.length <= 40)
  return top.map((line) => readZonedDate(line.trim())).find((date) => date !== null) ?? null
}

function readRating(written: string | undefined): number | null {
  if (written === undefined) return null
  const stars = /^[★⭐]/u.test(written)
    ? [...written].filter((char) => char === '★' || char === '⭐').length
    : Number(written.charAt(0))
  return stars >= 1 && stars <= 5 ? stars : null
}

function isLinkLine(line: string): boolean {
  return /^(?:[^:]{1,60}:\s*)?https?:\/\/\S+$/.test(line)
}

function isDateLine(line: string): boolean {
  return (
    /^(?:сегодня|вчера|today|yesterday|\d{1,2}[. ]\S+|\p{L}{3,9}\.? \d{1,2})[ ,].{0,24}\d{1,2}:\d{2}(?: ?[AP]M)?(?: ?\(?(?:МСК|MSK|UTC|GMT)[+-]?\d{0,2}\)?)?$/iu.test(
      line,
    ) || /^\d{1,2}:\d{2}$/.test(line)
  )
}
