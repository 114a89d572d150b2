/** Who likes what is told by nobody: lists of people are read to their end and compared with the last time. */
import { readAnswer } from './api.ts'
import {
  askOk,
  bornAt,
  listDiscussions,
  nameOfDiscussion,
  placeOfDiscussion,
  type Session,
} from './discussions.ts'
import type { Likes } from './found.ts'
import { openCursor, rememberLikes, type Cursor } from './memory.ts'
import { storeFound } from './store-found.ts'
import { LikePage, type Discussion, type User } from './update.ts'

/** Posts that people still look at. */
const watchedPosts = 50
/** A list with the same number of people is read again only now and then: one may have left and one come. */
const sameNumberMs = 3600_000
const batch = 100
const mostPages = 30

/** Yields after every call, so that messages need not wait for the end. */
export async function* walkLikes(session: Session, groupId: string): AsyncGenerator<void> {
  const discussions = await listDiscussions(session, groupId)
  yield
  for (const discussion of discussions.slice(0, watchedPosts)) {
    const cursor = openCursor(await session.cursor.read(), groupId, session.io.now())
    if (isFresh(cursor, discussion, session.io.now().getTime())) continue
    const { people, whole } = yield* walkLikers(session, discussion)
    if (session.io.signal.aborted) return
    await tell({ session, groupId, discussion }, people, whole)
  }
  const cursor = openCursor(await session.cursor.read(), groupId, session.io.now())
  if (cursor.likesAt === null) await session.cursor.save({ ...cursor, likesAt: session.io.now().getTime() })
}

function isFresh({ likes }: Cursor, discussion: Discussion, now: number): boolean {
  const before = likes[nameOfDiscussion(discussion)]
  const { like_count: count } = discussion
  return (
    before !== undefined &&
    typeof count === 'number' &&
    count === before.people.length &&
    now - before.at < sameNumberMs
  )
}

/** `whole`: to the end of the list, so that whoever is not on it took the like back. */
async function* walkLikers(
  session: Session,
  { object_id: discussionId, object_type: discussionType }: Discussion,
): AsyncGenerator<void, { people: Map<string, User>; whole: boolean }> {
  const people = new Map<string, User>()
  let anchor: string | null = null
  for (let pages = 0; pages < mostPages && !session.io.signal.aborted; pages++) {
    const answer = await askOk(session, 'discussions.getDiscussionLikes', {
      discussionId,
      discussionType,
      count: String(batch),
      direction: 'FORWARD',
      fields: 'user.uid,user.name,user.first_name,user.last_name,user.pic_190x190,user.url_profile',
      ...(anchor !== null && { anchor }),
    })
    yield
    const page: ReturnType<typeof LikePage.parse> = readAnswer(
      LikePage,
      answer,
      'discussions.getDiscussionLikes',
    )
    const before = people.size
    for (const user of page.users ?? []) people.set(user.uid, user)
    const next = page.anchor ?? null
    // The same people again: the anchor leads nowhere further.
    if (people.size === before || page.has_more === false || next === null || next === anchor)
      return { people, whole: true }
    anchor = next
  }
  return { people, whole: false }
}

interface Post {
  session: Session
  groupId: string
  discussion: Discussion
}

async function tell(
  { session, groupId, discussion }: Post,
  people: ReadonlyMap<string, User>,
  whole: boolean,
): Promise<void> {
  const now = session.io.now()
  const cursor = openCursor(await session.cursor.read(), groupId, now)
  const name = nameOfDiscussion(discussion)
  const before = cursor.likes[name]
  const known = new Set(before?.people)
  const came = [...people.values()].filter(({ uid }) => !known.has(uid))
  const went = whole ? [...known].filter((uid) => !people.has(uid)) : []
  const look = (before?.look ?? 0) + 1
  const isNews = before !== undefined || isYoung(cursor, discussion)
  if (isNews && came.length + went.length > 0) {
    const { title, message } = discussion
    const likes: Likes = {
      found: 'likes',
      place: placeOfDiscussion(discussion, groupId),
      title: title ?? '',
      ...(message && { text: message }),
      came,
      went,
      at: now.toISOString(),
    }
    await storeFound(session, `likes:${name}:${look}`, likes)
  }
  const left = whole ? [...people.keys()] : [...new Set([...known, ...people.keys()])]
  await session.cursor.save({ ...rememberLikes(cursor, name, { look, at: now.getTime(), people: left }) })
}

/** Likes of a post that stood there before the channel was connected are history. */
function isYoung({ since, likesAt }: Cursor, discussion: Discussion): boolean {
  const born = bornAt(discussion)
  return born === null ? likesAt !== null : born >= since
}
