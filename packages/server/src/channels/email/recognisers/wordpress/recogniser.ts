/**
 * WordPress comments. The words are translated per site, so the recogniser stands on what is not:
 * the addresses of the moderation links, the author's line with an IP address, the Reply-To header.
 */
import type { InboundAuthor, Words } from '../../../channel.ts'
import { findLinks, hostOf } from '../links.ts'
import { findEmail } from '../people.ts'
import { replyToPerson } from '../reply.ts'
import { domainOf, isSameSite } from '../trust.ts'
import type { Found, Recogniser } from '../types.ts'
import { plainLines } from '../view.ts'
import type { LetterView } from '../view.ts'

const moderation = /\/comment\.php\?(?:.*&)?action=\w+&(?:.*&)?c=(?<id>\d+)/
const permalink = /^(?<page>https?:\/\/[^#]+)#comment-(?<id>\d+)$/
const authorLine =
  /^[^:\n]{2,40}:\s*(?<name>.+?)\s*\((?:[^():]{0,40}IP[^():]{0,40}:\s*)[0-9a-f.:]{3,45}.*\)\s*$/iu
/** The commenter's own site, often left empty: not yet the words. */
const emptySite = /^(?:url|сайт|веб-?сайт|адрес сайта|web ?site|site)\s*:\s*$/iu
const subjectLine =
  /^\[(?<blog>.{1,120}?)\]\s*(?<what>[^"«“„]{1,80}?):?\s*["«“„](?<title>.{1,300}?)["»”“]\s*$/u

export const wordpress: Recogniser = {
  id: 'wordpress',
  version: 1,
  date: '2026-11-22',
  name: { ru: 'WordPress', en: 'WordPress' },
  senders: [],
  signedBy: 'site',
  unproven: 'warn',
  marks: [
    { in: 'link', pattern: moderation },
    { in: 'link', pattern: permalink },
  ],
  sourceType: 'site_comment',
  activityClass: 'review',
  network: 'mail',
  extract: readComment,
}

function readComment(view: LetterView): Found | null {
  const lines = plainLines(view).map((line) => line.trimEnd())
  const anchors = findAnchors(view)
  const authorAt = lines.findIndex((line) => authorLine.test(line))
  if (anchors === null || (authorAt < 0 && view.letter.from?.address.startsWith('wordpress@') !== true))
    return null
  const subject = subjectLine.exec(view.subject)?.groups
  const title = subject?.['title'] ?? null
  const author = readAuthor(view, lines, authorAt, anchors.host)
  const page = anchors.page ?? pageOf(lines)
  const happened = whatHappened(subject?.['what'] ?? '')
  return {
    ...happened,
    author,
    text: wordsOf(lines, Math.max(authorAt, 0)),
    sourceUrl: page === null ? null : `${page}#comment-${anchors.id}`,
    sourceTitle: titleOf(happened.action, title, anchors.host),
    objectKey: `wp:${anchors.host}:comment:${anchors.id}`,
    isPublic: true,
    isForeign: isForeign(view, anchors.host),
    productHint: title === null && page === null ? null : { text: title, url: page },
    replyTarget:
      author.email === null
        ? null
        : replyToPerson({ address: author.email, name: author.name }, title ?? view.subject),
  }
}

/** A letter that a stranger's domain signed may name any site's comment. */
function isForeign(view: LetterView, host: string): boolean {
  const { letter } = view
  return letter.trust.proof !== 'collector' && !isSameSite(host, domainOf(letter.from?.address ?? ''))
}

function titleOf(action: string, title: string | null, host: string): string {
  if (title === null) return `Комментарии на ${host}`
  return action === 'review' ? `Товар «${title}»` : `Запись «${title}»`
}

function findAnchors(view: LetterView): { id: string; host: string; page: string | null } | null {
  for (const link of view.links) {
    const match = permalink.exec(link.url)?.groups
    if (match?.['id']) return { id: match['id'], host: hostOf(link.url) ?? '', page: match['page'] ?? null }
  }
  for (const link of view.links) {
    const id = moderation.exec(link.url)?.groups?.['id']
    if (id) return { id, host: hostOf(link.url) ?? '', page: null }
  }
  return null
}

/** Reply-To is the commenter; the letter's own sender is the engine. */
function readAuthor(view: LetterView, lines: string[], authorAt: number, host: string): InboundAuthor {
  const { from, replyTo } = view.letter
  const above = lines.slice(Math.max(authorAt, 0), Math.max(authorAt, 0) + 4)
  const written = above
    .map((line) => (/^[^:\n]{2,40}:\s*\S+@\S+\s*$/u.test(line) ? findEmail(line) : null))
    .find((email) => email !== null)
  const email = replyTo.find((one) => one.address !== from?.address)?.address ?? written ?? null
  const site =
    above.flatMap((line) => (/^[^:\n]{2,12}:\s*https?:\/\/\S+\s*$/iu.test(line) ? findLinks(line) : []))[0] ??
    null
  return {
    network: email === null ? `site:${host}` : 'mail',
    externalId: email,
    name: authorLine.exec(lines[authorAt] ?? '')?.groups?.['name'] ?? from?.name ?? null,
    photoUrl: null,
    profileUrl: site,
    email,
    phone: null,
  }
}

/** From the label without a value («Comment:») to the first line that holds the site's own links. */
function wordsOf(lines: string[], from: number): string {
  const isLabel = (line: string) => /^[^:]{2,40}:\s*$/u.test(line) && !emptySite.test(line)
  const start = lines.findIndex((line, index) => index >= from && isLabel(line))
  if (start < 0) return ''
  const rest = lines.slice(start + 1)
  const isEnd = (line: string, index: number) =>
    /(?:comment\.php\?|#comment-\d|edit-comments\.php)/.test(line) ||
    (/^https?:\/\/\S+#comments$/.test((rest[index + 1] ?? '').trim()) && line.trim().endsWith(':'))
  const end = rest.findIndex(isEnd)
  return rest
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trim()
}

function pageOf(lines: string[]): string | null {
  const own = lines.flatMap((line) => (/^https?:\/\/\S+$/.test(line.trim()) ? findLinks(line) : []))
  return own.find((link) => !link.includes('/wp-admin/'))?.replace(/#comments$/, '') ?? null
}

function whatHappened(what: string): { action: string; reason: Words } {
  if (/(?:pingback|trackback|пингб[эе]к|трекб[эе]к|уведомление)/iu.test(what))
    return {
      action: 'mention',
      reason: { ru: 'ссылка на запись с другого сайта', en: 'another site links to the post' },
    }
  if (/(?:review|отзыв|пікір)/iu.test(what))
    return {
      action: 'review',
      reason: { ru: 'отзыв на странице сайта', en: 'a review on a page of the site' },
    }
  return { action: 'comment', reason: { ru: 'комментарий на сайте', en: 'a comment on the site' } }
}
