/**
 * Addresses as written in notification letters, made fit to keep: trackers unwrapped by their form,
 * parameters that identify the recipient dropped. Nothing is ever fetched: a GET may unsubscribe,
 * approve a comment or spend a one-time link.
 */

interface Unwrapper {
  pattern: RegExp
  /** Address inside, or undefined when this is not the tracker it looks like. */
  target: (match: RegExpExecArray, url: URL) => string | null | undefined
}

const unwrappers: readonly Unwrapper[] = [
  // Yandex Sender: the target stands open after `/*`.
  {
    pattern: /^https?:\/\/[a-z0-9.-]+\.yandex\.(?:ru|net|com)\/\S*?\/\*(https?:\/\/\S+)$/i,
    target: (match) => match[1],
  },
  // Facebook: `/nd/?page&rest` means `/page?rest`.
  {
    pattern: /^https?:\/\/(?:www\.|m\.)?facebook\.com\/nd?\/\?([^&]+)&?(.*)$/i,
    target: (match) => `https://www.facebook.com/${match[1]}${match[2] ? `?${match[2]}` : ''}`,
  },
  {
    pattern: /^https?:\/\/lm?\.(?:facebook|instagram)\.com\/(?:l\.php)?\?/i,
    target: (_, url) => url.searchParams.get('u'),
  },
  {
    pattern: /^https?:\/\/(?:m\.)?(?:vk\.com|vk\.ru)\/away\.php\?/i,
    target: (_, url) => url.searchParams.get('to'),
  },
  {
    pattern: /^https?:\/\/www\.google\.[a-z.]+\/url\?/i,
    target: (_, url) => url.searchParams.get('q') ?? url.searchParams.get('url'),
  },
  {
    pattern: /^https?:\/\/(?:www\.)?youtube\.com\/attribution_link\?/i,
    target: (_, url) => absolute(url.searchParams.get('u'), 'https://www.youtube.com'),
  },
  {
    pattern: /^https?:\/\/sender\.2gis\.[a-z]+\//i,
    target: (_, url) => url.searchParams.get('url') ?? url.searchParams.get('to') ?? starred(url.href),
  },
  {
    pattern: /^https?:\/\/ok\.ru\/dk\?/i,
    target: (_, url) => absolute(url.searchParams.get('st.link'), 'https://ok.ru'),
  },
]

/** Parameters that carry who received the letter or how it was sent, by host. */
const trackers: readonly { host: RegExp; name: RegExp }[] = [
  { host: /./, name: /^(?:utm_\w+|fbclid|gclid|yclid|ysclid|_openstat|mc_[ce]id|from_email)$/i },
  {
    host: /(?:^|\.)facebook\.com$/,
    name: /^(?:aref|medium|mid|bcode|n_m|lloc|notif_\w+|ref|refsrc|__\w+__|cft.*|eav|paipv|_rdr|nh|acontext)$/i,
  },
  {
    host: /(?:^|\.)instagram\.com$/,
    name: /^(?:igsh\w*|e|ndid|uid|__\w+|click_source|source_id|email_id)$/i,
  },
  {
    host: /(?:^|\.)(?:x|twitter)\.com$/,
    name: /^(?:t|s|cn|refsrc|ref_src|nid|iid|uid|cxt|sig|al|autoactions|email|token)$/i,
  },
  { host: /(?:^|\.)(?:youtube\.com|youtu\.be)$/, name: /^(?:feature|si|em|pp|embeds_\w+|ab_channel)$/i },
  {
    host: /(?:^|\.)vk\.(?:com|ru)$/,
    name: /^(?:from|ref|track_code|hash|email_\w+|utoken|reg|section_from)$/i,
  },
  {
    host: /(?:^|\.)ok\.ru$/,
    name: /^(?:st\.(?:redirect|mail|tkn|_aid|ref|ep)|tkn|_erv|emailType|refplace)$/i,
  },
  { host: /(?:^|\.)avito\.ru$/, name: /^(?:token|auth|uid|user_?id|context|src|mail_\w+)$/i },
]

/** The address a tracker hides, through at most three of them. Unknown trackers stay as they are. */
export function unwrapLink(href: string): string {
  let current = href.trim()
  for (let depth = 0; depth < 3; depth += 1) {
    const next = unwrapOnce(current)
    if (next === null) return current
    current = next
  }
  return current
}

/** Unwrapped, without tracking parameters; null for anything but http and https. */
export function cleanLink(href: string): string | null {
  const url = toUrl(unwrapLink(href))
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '')
    return null
  const host = url.hostname
  const dropped = [...url.searchParams.keys()].filter((name) =>
    trackers.some((rule) => rule.host.test(host) && rule.name.test(name)),
  )
  for (const name of dropped) url.searchParams.delete(name)
  return url.href
}

/** `utm_*` marks of an address, in order: they tell the campaign and are kept beside the clean link. */
export function listUtm(href: string): { name: string; value: string }[] {
  const url = toUrl(unwrapLink(href))
  if (url === null) return []
  return [...url.searchParams]
    .filter(([name]) => /^utm_/i.test(name))
    .map(([name, value]) => ({ name, value }))
}

/** Addresses written openly in a text, without the punctuation that follows them. */
export function findLinks(text: string): string[] {
  const found = text.match(/https?:\/\/[^\s<>"«»“”]+/gi) ?? []
  return found.map((link) => link.replace(/[\]).,;:!?'’]+$/, ''))
}

export function hostOf(href: string | null): string | null {
  const url = href === null ? null : toUrl(href)
  return url === null ? null : url.hostname.replace(/^www\./, '')
}

export function toUrl(href: string): URL | null {
  return URL.canParse(href) ? new URL(href) : null
}

function unwrapOnce(href: string): string | null {
  const url = toUrl(href)
  if (url === null) return null
  for (const { pattern, target } of unwrappers) {
    const match = pattern.exec(href)
    const inside = match === null ? null : target(match, url)
    if (inside && URL.canParse(inside)) return inside
  }
  return null
}

function absolute(path: string | null, base: string): string | null {
  return path !== null && URL.canParse(path, base) ? new URL(path, base).href : null
}

function starred(href: string): string | undefined {
  return /\/\*(https?:\/\/\S+)$/i.exec(href)?.[1]
}
