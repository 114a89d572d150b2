/** One polite look at a feed: only what changed, no more often than the site wishes. */
import { ChannelError, type ChannelIo } from '../channel.ts'

export interface Marks {
  etag?: string | undefined
  lastModified?: string | undefined
}

export type Look =
  | { kind: 'same' }
  | { kind: 'fetched'; url: string; body: Uint8Array; contentType: string; marks: Marks }

const maxHops = 3
const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5'

/** Throws ChannelError in words: `forbidden` for an address that is gone, `retry` with the site's own wish. */
export async function fetchFeed(url: string, marks: Marks, io: ChannelIo): Promise<Look> {
  let address = url
  for (let hop = 0; hop <= maxHops; hop++) {
    const response = await ask(address, marks, io)
    const next = response.headers.get('location')
    if (next !== null && [301, 302, 303, 307, 308].includes(response.status)) {
      address = new URL(next, address).href
      continue
    }
    if (response.status === 304) return { kind: 'same' }
    if (!response.ok) throw refusal(response, address)
    return {
      kind: 'fetched',
      url: address,
      body: new Uint8Array(await response.arrayBuffer()),
      contentType: response.headers.get('content-type') ?? '',
      marks: {
        etag: response.headers.get('etag') ?? undefined,
        lastModified: response.headers.get('last-modified') ?? undefined,
      },
    }
  }
  throw new ChannelError('forbidden', {
    ru: `${url} переадресует больше ${maxHops} раз. Укажите конечный адрес ленты.`,
    en: `${url} redirects more than ${maxHops} times. Give the final address of the feed.`,
  })
}

async function ask(url: string, marks: Marks, io: ChannelIo): Promise<Response> {
  try {
    return await io.fetch(url, {
      headers: {
        accept,
        'user-agent': 'Otklik (feed reader)',
        ...(marks.etag !== undefined && { 'if-none-match': marks.etag }),
        ...(marks.lastModified !== undefined && { 'if-modified-since': marks.lastModified }),
      },
    })
  } catch (cause) {
    if (cause instanceof ChannelError || io.signal.aborted) throw cause
    const { host } = new URL(url)
    throw new ChannelError(
      'unreachable',
      { ru: `${host} не отвечает. Попробуем позже.`, en: `${host} does not answer. We will try later.` },
      { cause },
    )
  }
}

function refusal(response: Response, url: string): ChannelError {
  const { status } = response
  if (status === 404 || status === 410)
    return new ChannelError('forbidden', {
      ru: `Ленты по адресу ${url} больше нет (${status}). Проверьте адрес.`,
      en: `There is no feed at ${url} any more (${status}). Check the address.`,
    })
  if (status === 401 || status === 403)
    return new ChannelError('forbidden', {
      ru: `${url} закрыт для чтения (${status}). Нужна открытая лента.`,
      en: `${url} is closed (${status}). An open feed is needed.`,
    })
  const wish = Number(response.headers.get('retry-after'))
  return new ChannelError(
    'retry',
    { ru: `${url} ответил ${status}. Попробуем позже.`, en: `${url} answered ${status}. We will try later.` },
    Number.isFinite(wish) && wish > 0 ? { retryAfterSeconds: Math.min(wish, 86_400) } : {},
  )
}
