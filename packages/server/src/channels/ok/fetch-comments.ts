/** Comments are told by nobody: discussions are looked through, and each page is stored as it came before the cursor moves. */
import { createHash } from 'node:crypto'
import { readAnswer, type Answer } from './api.ts'
import { askOk, listDiscussions, nameOfDiscussion, placeOfDiscussion, type Session } from './discussions.ts'
import { writeMarks } from './marks.ts'
import { compare, openCursor, remember, type Compared, type Cursor, type Watched } from './memory.ts'
import { CommentPage, type Discussion } from './update.ts'

/** An administrator who reads at ok.ru takes the mark of new comments away, so the liveliest are looked at anyway. */
const alwaysLookedAt = 20

export async function fetchComments(session: Session, groupId: string): Promise<void> {
  for (const [place, discussion] of (await listDiscussions(session, groupId)).entries()) {
    if (session.io.signal.aborted) return
    const isNew = (discussion.new_comments_count ?? 0) > 0
    if (isNew || place < alwaysLookedAt) await fetchDiscussion({ session, groupId, discussion })
  }
}

export interface Thread {
  session: Session
  groupId: string
  discussion: Discussion
}

/** First what came after the anchor, then the newest once more: edits and removals move no anchor. */
async function fetchDiscussion(thread: Thread): Promise<void> {
  const { watched } = await readThread(thread)
  const known = watched.anchor !== null
  let more = true
  while (more && !thread.session.io.signal.aborted) more = await fetchForward(thread)
  // A first look has just seen everything.
  if (known) await fetchNewest(thread)
}

async function fetchForward(thread: Thread): Promise<boolean> {
  const { watched } = await readThread(thread)
  const page = await keepPage(thread, await askPage(thread, 'FORWARD', watched.anchor), true)
  return page.has_more === true && (page.anchor ?? null) !== null && page.anchor !== watched.anchor
}

async function fetchNewest(thread: Thread): Promise<void> {
  await keepPage(thread, await askPage(thread, 'BACKWARD', null), false)
}

async function keepPage(thread: Thread, answer: Answer, isForward: boolean): Promise<CommentPage> {
  const { cursor, watched } = await readThread(thread)
  const page = readAnswer(CommentPage, answer, 'discussions.getComments')
  const compared = compare(page.comments ?? [], watched.seen, cursor.since)
  const isTelling = Object.keys(compared.changes).length > 0
  if (isTelling) await storePage(thread, answer, { ...compared, look: watched.look })
  const after: Watched = {
    look: watched.look + (isTelling ? 1 : 0),
    anchor: (isForward ? page.anchor : null) ?? watched.anchor,
    seen: compared.seen,
  }
  if (JSON.stringify(after) !== JSON.stringify(watched)) await saveThread(thread, cursor, after)
  return page
}

export function askPage(
  { session, discussion }: Thread,
  direction: string,
  anchor: string | null,
): Promise<Answer> {
  return askOk(session, 'discussions.getComments', {
    discussionId: discussion.object_id,
    discussionType: discussion.object_type,
    count: '100',
    direction,
    fields: 'comment.*',
    includeRemoved: 'true',
    // The counters of the administrator are the administrator's.
    mark_as_read: 'false',
    ...(anchor !== null && { anchor }),
  })
}

interface PageNews extends Pick<Compared, 'changes' | 'seen'> {
  look: number | 'history'
}

/** The bytes as they came. The name of the event is made of what changed and of when: words may change there and back. */
export async function storePage(
  { session, groupId, discussion }: Thread,
  { text }: Answer,
  { changes, seen, look }: PageNews,
): Promise<'stored' | 'known'> {
  const key = nameOfDiscussion(discussion)
  const names = Object.keys(changes).map((id) => `${look}:${key}:${id}:${changes[id]}:${seen[id]}`)
  const { title, message } = discussion
  const meta = writeMarks({
    ...placeOfDiscussion(discussion, groupId),
    title: title ?? '',
    ...(message && { text: message.slice(0, 5000) }),
    changes,
    at: session.io.now().toISOString(),
  })
  return session.store({
    dedupKey: `comments:${key}:${createHash('sha256').update(names.join('\n')).digest('hex')}`,
    body: new TextEncoder().encode(text),
    contentType: 'application/json',
    meta,
    bornAt: null,
  })
}

async function readThread({ session, groupId, discussion }: Thread) {
  const cursor = openCursor(await session.cursor.read(), groupId, session.io.now())
  const watched: Watched = cursor.discussions[nameOfDiscussion(discussion)] ?? {
    look: 0,
    anchor: null,
    seen: {},
  }
  return { cursor, watched }
}

function saveThread({ session, discussion }: Thread, cursor: Cursor, watched: Watched): Promise<void> {
  return session.cursor.save({ ...remember(cursor, nameOfDiscussion(discussion), watched) })
}
