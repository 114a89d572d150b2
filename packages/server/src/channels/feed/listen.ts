/** Looks at the feed again and again. What stands there at the first look is not new: nobody wants a flood of old cards. */
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { ChannelError, type HistorySession, type FetchSession } from '../channel.ts'
import type { FeedConfig } from './config.ts'
import { fetchFeed } from './fetch-feed.ts'
import { readFeed, type FeedEntry } from './read-feed.ts'

/** Entries remembered as seen: several times what feeds hold. */
const maxSeen = 2000

const Cursor = z.object({
  url: z.string(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  seen: z.array(z.string()),
})
type Cursor = z.infer<typeof Cursor>

export async function listen(session: FetchSession<FeedConfig>): Promise<void> {
  const { io, config } = session
  while (!io.signal.aborted) {
    await look(session)
    await session.checked()
    // Not all installations at the same second.
    const wait = config.minutes * 60_000 * (0.9 + Math.random() * 0.2)
    await pause(wait, undefined, { signal: io.signal }).catch(() => undefined)
  }
}

export async function look(session: FetchSession<FeedConfig>): Promise<void> {
  const { io, config } = session
  const cursor = await readCursor(session)
  const found = await fetchFeed(config.url, cursor ?? {}, io)
  if (found.kind === 'same') return
  const entries = entriesOrNull(found)
  const seen = new Set(cursor?.seen)
  const fresh = (entries ?? []).filter(({ key }) => !seen.has(key)).map(({ key }) => key)
  if (entries === null || (cursor !== null && fresh.length > 0))
    await session.store({
      dedupKey: nameOf(found.body, fresh),
      body: found.body,
      contentType: found.contentType,
      meta: { keys: JSON.stringify(fresh) },
      bornAt: null,
    })
  await session.cursor.save({
    url: config.url,
    ...found.marks,
    seen: [...fresh, ...(cursor?.seen ?? [])].slice(0, maxSeen),
  })
}

/** What the feed still holds of the last days. */
export async function importHistory(session: HistorySession<FeedConfig>): Promise<void> {
  const { io, config, days } = session
  const found = await fetchFeed(config.url, {}, io)
  if (found.kind === 'same') return
  const since = days === null ? -Infinity : io.now().getTime() - days * 86_400_000
  const keys = readFeed(found.body, found.contentType)
    .entries.filter(({ at }) => at === null || at.getTime() >= since)
    .map(({ key }) => key)
  if (keys.length > 0)
    await session.store({
      dedupKey: nameOf(found.body, keys),
      body: found.body,
      contentType: found.contentType,
      meta: { keys: JSON.stringify(keys) },
      bornAt: null,
    })
  await session.progress(keys.length, keys.length)
}

/** Another address is another feed: what was seen there says nothing. */
async function readCursor({ cursor, config }: FetchSession<FeedConfig>): Promise<Cursor | null> {
  const parsed = Cursor.safeParse(await cursor.read())
  return parsed.success && parsed.data.url === config.url ? parsed.data : null
}

/** Null for what is no feed today: it is stored all the same and parked with words. */
function entriesOrNull(found: { body: Uint8Array; contentType: string }): FeedEntry[] | null {
  try {
    return readFeed(found.body, found.contentType).entries
  } catch (error) {
    if (error instanceof ChannelError) return null
    throw error
  }
}

function nameOf(body: Uint8Array, keys: string[]): string {
  return createHash('sha256').update(body).update(JSON.stringify(keys)).digest('hex')
}
