/** Which object of the network a letter is about, and who acted, told by its links. */
import type { InboundAuthor } from '../../channel.ts'
import { hostOf, toUrl } from './links.ts'
import type { Kind, LinkRule, Recogniser } from './types.ts'
import type { LetterView } from './view.ts'

export interface PlaceFound {
  rule: LinkRule
  url: string
  values: Record<string, string>
}

/** The best link of the letter: for a comment one that leads to the comment, then whatever is nearest. */
export function findObject(
  view: LetterView,
  recogniser: Recogniser,
  kind: Pick<Kind, 'keyed'>,
): PlaceFound | null {
  const rules = recogniser.links ?? []
  const wanted = kind.keyed === 'comment' ? 'comment' : null
  const ordered =
    wanted === null
      ? rules
      : [...rules.filter((rule) => rule.level === wanted), ...rules.filter((rule) => rule.level !== wanted)]
  return firstOf(view, ordered)
}

/** Page of the first product any link of the letter leads to. */
export function findProductPage(view: LetterView, recogniser: Recogniser): string | null {
  const rules = (recogniser.links ?? []).filter((rule) => rule.productPage !== undefined)
  return productPageOf(firstOf(view, rules))
}

function firstOf(view: LetterView, rules: readonly LinkRule[]): PlaceFound | null {
  for (const rule of rules) {
    for (const link of view.links) {
      const values = matchLink(link.url, rule)
      if (values !== null) return { rule, url: link.url, values }
    }
  }
  return null
}

/** Null when the link does not name this very event: a guess would swallow another event's card. */
export function keyOf(place: PlaceFound | null, kind: Kind, author: InboundAuthor | null): string | null {
  const template = place?.rule.key
  if (place === null || template === undefined || kind.keyed === 'none') return null
  const object = fill(template, place)
  if (kind.keyed === 'actor') {
    const who = author?.externalId ?? null
    return who === null ? null : `${object}:${kind.action}:${who}`
  }
  if (kind.keyed === 'comment') return place.rule.level === 'comment' ? object : null
  return place.rule.level === 'comment' || place.rule.level === 'post' ? object : null
}

/** Page of the product the letter is about; null when the place is no product. */
export function productPageOf(place: PlaceFound | null): string | null {
  const template = place?.rule.productPage
  return place === null || template === undefined ? null : fill(template, place)
}

/** The profile link that bears the author's name; without a name, the first profile link with words in it. */
export function findAuthorLink(
  view: LetterView,
  recogniser: Recogniser,
  name: string | null,
): { id: string; url: string; name: string | null } | null {
  const rule = recogniser.authors
  if (rule === undefined) return null
  const profiles = view.links.flatMap((link) => {
    const url = toUrl(link.url)
    const id =
      url !== null && rule.host.test(hostOf(link.url) ?? '')
        ? rule.path.exec(url.pathname + url.search)?.groups?.['id']
        : undefined
    return id === undefined ? [] : [{ id, url: link.url, name: link.text || null }]
  })
  const named = profiles.find(
    (profile) => name !== null && profile.name !== null && isSameName(profile.name, name),
  )
  if (named) return { ...named, name }
  // A text part shows addresses without labels: the only profile there is the author's.
  if (name !== null)
    return profiles.find((profile) => profile.name === null || isIdOf(profile.id, name)) ?? null
  return profiles.find((profile) => profile.name !== null) ?? null
}

function isIdOf(id: string, name: string): boolean {
  return id.toLowerCase() === name.replace(/^@/, '').toLowerCase()
}

function matchLink(href: string, rule: LinkRule): Record<string, string> | null {
  const url = toUrl(href)
  if (url === null || !rule.host.test(hostOf(href) ?? '')) return null
  const path = rule.path.exec(url.pathname)
  if (path === null) return null
  const values = groupsOf(path)
  for (const [name, parameter] of Object.entries(rule.query ?? {})) {
    const value = url.searchParams.get(parameter)
    const match = value === null ? null : (rule.value ?? /^[\w-]+$/).exec(value)
    if (value === null || match === null) return null
    Object.assign(values, { [name]: value }, groupsOf(match))
  }
  return values
}

function fill(template: string, place: PlaceFound): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => place.values[name] ?? '')
}

function groupsOf(match: RegExpExecArray): Record<string, string> {
  const written = Object.entries(match.groups ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(written)
}

function isSameName(left: string, right: string): boolean {
  const flat = (text: string) => text.toLocaleLowerCase('ru').replace(/ё/g, 'е').replace(/\s+/g, ' ').trim()
  return flat(left) === flat(right)
}

/** The key of the post or comment a link leads to; null when it does not name one. */
export function keyOfLink(href: string, rules: readonly LinkRule[]): string | null {
  const named = rules.filter(
    ({ level, key }) => key !== undefined && (level === 'comment' || level === 'post'),
  )
  for (const level of ['comment', 'post'] as const)
    for (const rule of named.filter((one) => one.level === level)) {
      const values = matchLink(href, rule)
      if (values !== null && rule.key !== undefined) return fill(rule.key, { rule, url: href, values })
    }
  return null
}
