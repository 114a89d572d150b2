/** Bytes of a feed to its entries: RSS, Atom, RDF and JSON Feed in any of the encodings they are written in. */
import { compile } from 'html-to-text'
import iconv from 'iconv-lite'
import { parseFeed } from 'feedsmith'
import { createHash } from 'node:crypto'
import { ChannelError } from '../channel.ts'

export interface FeedEntry {
  /** The entry's own name, its link, or its words: the first that the feed gives. Unique inside one feed. */
  key: string
  title: string | null
  text: string
  url: string | null
  author: { name: string | null; url: string | null } | null
  /** Null where the feed gives none or one that cannot be read (Russian names of months, no zone). */
  at: Date | null
}

export interface Feed {
  title: string | null
  entries: FeedEntry[]
}

/** Throws `bad_event` in words for what is no feed. Entities and DTDs are not expanded. */
export function readFeed(body: Uint8Array, contentType: string): Feed {
  let parsed: ReturnType<typeof parseFeed>
  try {
    parsed = parseFeed(decode(body, contentType))
  } catch (cause) {
    throw new ChannelError(
      'bad_event',
      {
        ru: 'По этому адресу нет ленты RSS или Atom. Найдите на сайте ссылку со словами RSS, Atom или «Подписаться».',
        en: 'There is no RSS or Atom feed at this address. Look on the site for a link that says RSS, Atom or “Subscribe”.',
      },
      { cause },
    )
  }
  const title = titleOf(parsed)
  return { title, entries: unique(entriesOf(parsed)) }
}

/** The server's word first, then the mark at the beginning, then the document's own word. */
function decode(body: Uint8Array, contentType: string): string {
  const head = Buffer.from(body.subarray(0, 300)).toString('latin1')
  const named =
    /charset=["']?([\w-]+)/i.exec(contentType)?.[1] ??
    (/^(?:\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)/.test(head) ? 'utf-8' : undefined) ??
    /<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(head)?.[1]
  const encoding = named !== undefined && iconv.encodingExists(named) ? named : 'utf-8'
  return iconv.decode(Buffer.from(body), encoding).replace(/(<\?xml[^>]*?)\s+encoding=["'][\w-]+["']/i, '$1')
}

type Parsed = ReturnType<typeof parseFeed>

function titleOf({ format, feed }: Parsed): string | null {
  return (format === 'atom' ? words(feed.title?.value) : words(feed.title)) || null
}

type Raw = Omit<FeedEntry, 'key' | 'at'> & { id: string | undefined; date: unknown }

function entriesOf(parsed: Parsed): Raw[] {
  if (parsed.format === 'rss') return (parsed.feed.items ?? []).map(readRss)
  if (parsed.format === 'atom') return (parsed.feed.entries ?? []).map(readAtom)
  if (parsed.format === 'json') return (parsed.feed.items ?? []).map(readJson)
  return (parsed.feed.items ?? []).map(readRdf)
}

type Of<F extends Parsed['format'], K extends string> = Extract<Parsed, { format: F }>['feed'] extends infer T
  ? K extends keyof T
    ? NonNullable<T[K]> extends readonly (infer I)[]
      ? I
      : never
    : never
  : never

function readRss(item: Of<'rss', 'items'>): Raw {
  const author = item.dc?.creators?.[0] ?? item.authors?.[0]?.name ?? item.authors?.[0]?.email
  return {
    id: item.guid?.value,
    title: words(item.title) || null,
    text: words(item.content?.encoded ?? item.description),
    url: item.link ?? (item.guid?.isPermaLink === false ? null : (item.guid?.value ?? null)),
    author: author ? { name: words(author), url: null } : null,
    date: item.pubDate ?? item.dc?.dates?.[0],
  }
}

function readAtom(entry: Of<'atom', 'entries'>): Raw {
  const author = entry.authors?.[0]
  const link = entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? entry.links?.[0]
  return {
    id: entry.id,
    title: words(entry.title?.value) || null,
    text: words(entry.content?.value ?? entry.summary?.value),
    url: link?.href ?? null,
    author: author ? { name: words(author.name) || null, url: author.uri ?? null } : null,
    date: entry.published ?? entry.updated,
  }
}

function readJson(item: Of<'json', 'items'>): Raw {
  const author = item.authors?.[0]
  return {
    id: item.id,
    title: words(item.title) || null,
    text: item.content_text ?? words(item.content_html ?? item.summary),
    url: item.url ?? item.external_url ?? null,
    author: author ? { name: author.name ?? null, url: author.url ?? null } : null,
    date: item.date_published ?? item.date_modified,
  }
}

function readRdf(item: Of<'rdf', 'items'>): Raw {
  const author = item.dc?.creators?.[0]
  return {
    id: item.rdf?.about,
    title: words(item.title) || null,
    text: words(item.content?.encoded ?? item.description),
    url: item.link ?? null,
    author: author ? { name: words(author), url: null } : null,
    date: item.dc?.dates?.[0],
  }
}

/** Some feeds give several entries one id: then the link and the words tell them apart. */
function unique(raws: Raw[]): FeedEntry[] {
  const seen = new Set<string>()
  const entries: FeedEntry[] = []
  for (const { id, date, ...raw } of raws) {
    const content = createHash('sha256')
      .update(`${raw.url}\n${raw.title}\n${raw.text}`)
      .digest('hex')
      .slice(0, 32)
    const first = id ?? raw.url ?? content
    const key = (seen.has(first) ? `${first}#${content}` : first).slice(0, 400)
    if (seen.has(key)) continue
    seen.add(key)
    entries.push({ ...raw, url: webLink(raw.url), key, at: readDate(date) })
  }
  return entries
}

function webLink(url: string | null): string | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null
}

function readDate(value: unknown): Date | null {
  if (typeof value !== 'string' && !(value instanceof Date)) return null
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}

const toText = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
})

function words(html: string | undefined): string {
  if (html === undefined) return ''
  return (/[<&]/.test(html) ? toText(html) : html).trim()
}
