/** Pure: a stored feed and the list of entries that were new in it, to cards. */
import type { Inbound, RawEvent, ReceiveOutcome } from '../channel.ts'
import type { FeedConfig } from './config.ts'
import { readFeed, type Feed, type FeedEntry } from './read-feed.ts'

/** `meta.keys`: names of the entries that were new when the feed was fetched, as JSON. Without it all of them are. */
export function receive(raw: RawEvent, config: FeedConfig): ReceiveOutcome {
  const feed = readFeed(raw.body, raw.contentType)
  const keys = readKeys(raw.meta['keys'])
  const fresh = feed.entries.filter(({ key }) => keys === null || keys.has(key))
  if (fresh.length === 0) return { kind: 'ignored', reason: 'nothing_new' }
  return { kind: 'interests', items: fresh.map((entry) => toInbound(entry, feed, { raw, config })) }
}

function readKeys(meta: string | undefined): Set<string> | null {
  if (meta === undefined) return null
  const parsed: unknown = JSON.parse(meta)
  return new Set(Array.isArray(parsed) ? parsed.filter((key) => typeof key === 'string') : [])
}

const kinds = {
  mentions: { sourceType: 'other', activityClass: 'social', action: 'mention' },
  comments: { sourceType: 'site_comment', activityClass: 'review', action: 'comment' },
  reviews: { sourceType: 'site_comment', activityClass: 'review', action: 'review' },
} as const

function toInbound(
  entry: FeedEntry,
  feed: Feed,
  { raw, config }: { raw: RawEvent; config: FeedConfig },
): Inbound {
  const host = new URL(entry.url ?? config.url).hostname
  return {
    ...kinds[config.holds],
    externalId: entry.key,
    objectKey: entry.url,
    sourceUrl: entry.url,
    sourceTitle: feed.title ?? host,
    // A feed's dates are often broken; an entry from the future came when it was seen.
    occurredAt: entry.at !== null && entry.at <= raw.receivedAt ? entry.at : raw.receivedAt,
    author: entry.author && {
      network: `site:${host}`,
      externalId: entry.author.url ?? entry.author.name,
      name: entry.author.name,
      photoUrl: null,
      profileUrl:
        entry.author.url !== null && /^https?:\/\//.test(entry.author.url) ? entry.author.url : null,
      email: null,
      phone: null,
    },
    text: [entry.title, entry.text]
      .filter((part, index, all) => part && part !== all[index - 1])
      .join('\n\n'),
    quoted: null,
    productHint: { text: entry.title, url: entry.url },
    isPublic: true,
    rating: null,
    replyTarget: null,
    attachments: [],
    fields: [],
    warnings: [],
  }
}
