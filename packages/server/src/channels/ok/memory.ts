/** Where fetching of comments stands: small enough for the cursor, enough to see an edit. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Change } from './marks.ts'
import { isRemoved, type Comment } from './update.ts'

const Watched = z.object({
  /** How often it told something. */
  look: z.int().default(0),
  /** Everything up to here is stored. */
  anchor: z.string().nullable(),
  /** Hash of the words by id, for the newest comments. */
  seen: z.record(z.string(), z.string()),
})
export type Watched = z.infer<typeof Watched>

const Liked = z.object({
  /** How often it was looked at: a second like of one person is another event than the first. */
  look: z.int(),
  at: z.number(),
  people: z.array(z.string()),
})
export type Liked = z.infer<typeof Liked>

const Group = z.object({ look: z.int(), people: z.array(z.string()) })

const Cursor = z.object({
  /** The group; another group says nothing about this one. */
  group: z.string(),
  /** What was written before is history, not work. */
  since: z.number(),
  /** Messages up to here are stored. */
  messagesAt: z.number(),
  discussions: z.record(z.string(), Watched),
  /** Who liked what at the last look. */
  likes: z.record(z.string(), Liked).default({}),
  /** When all posts were looked at for the first time. */
  likesAt: z.number().nullable().default(null),
  /** Who was in the group at the last look; null before the first. */
  members: Group.nullable().default(null),
})
export type Cursor = z.infer<typeof Cursor>

/** Clocks differ, and a comment written during connecting must not fall between. */
const overlapMs = 10 * 60_000
const maxDiscussions = 100
const maxSeen = 200

export function openCursor(stored: unknown, group: string, now: Date): Cursor {
  const parsed = Cursor.safeParse(stored)
  if (parsed.success && parsed.data.group === group) return parsed.data
  const since = now.getTime() - overlapMs
  return { group, since, messagesAt: since, discussions: {}, likes: {}, likesAt: null, members: null }
}

export function remember(cursor: Cursor, key: string, watched: Watched): Cursor {
  return { ...cursor, discussions: withLatest(cursor.discussions, key, watched) }
}

export function rememberLikes(cursor: Cursor, key: string, liked: Liked): Cursor {
  return { ...cursor, likes: withLatest(cursor.likes, key, liked) }
}

/** The one looked at last stays longest. */
function withLatest<T>(all: Record<string, T>, key: string, value: T): Record<string, T> {
  const others = Object.entries(all).filter(([name]) => name !== key)
  return Object.fromEntries([...others, [key, value] as const].slice(-maxDiscussions))
}

export interface Compared {
  changes: Record<string, Change>
  seen: Record<string, string>
}

/** What of a page is new or changed since it was last seen. */
export function compare(comments: readonly Comment[], before: Watched['seen'], since: number): Compared {
  const changes: Compared['changes'] = {}
  const seen = { ...before }
  for (const comment of comments) {
    const { id } = comment
    const mark = markOf(comment)
    const old = seen[id]
    if (old === mark) continue
    const change = changeOf(old, mark, comment, since)
    if (change) changes[id] = change
    seen[id] = mark
  }
  return { changes, seen: Object.fromEntries(Object.entries(seen).slice(-maxSeen)) }
}

const gone = 'removed'

function changeOf(
  old: string | undefined,
  mark: string,
  { date_ms: at }: Comment,
  since: number,
): Change | null {
  if (old === undefined) return mark === gone || (at ?? Infinity) < since ? null : 'new'
  if (mark === gone) return 'removed'
  return old === gone ? 'restored' : 'edited'
}

function markOf(comment: Comment): string {
  if (isRemoved(comment)) return gone
  return createHash('sha256')
    .update(comment.text ?? '')
    .digest('hex')
    .slice(0, 12)
}
