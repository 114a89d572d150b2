/** Comments are told by nobody: discussions are looked through, and each page is stored as it came before the cursor moves. */
import { createHash } from 'node:crypto'
import type { ListenSession } from '../channel.ts'
import { callRest, readAnswer, type Answer } from './api.ts'
import { writeMarks } from './marks.ts'
import { compare, openCursor, remember, type Compared, type Cursor, type Watched } from './memory.ts'
import { pace } from './pace.ts'
import type { OkSettings } from './settings.ts'
import { CommentPage, DiscussionList, type Discussion } from './update.ts'

type Session = ListenSession<OkSettings>

/** An administrator who reads at ok.ru takes the mark of new comments away, so the liveliest are looked at anyway. */
const alwaysLookedAt = 20

export async function fetchComments(session: Session, groupId: string): Promise<void> {
  const listed = await ask(session, 'discussions.getList', {
    category: 'GROUP',
    count: '100',
    fields: 'discussion.*,group.*',
  })
  const { discussions } = readAnswer(DiscussionList, listed, 'discussions.getList')
  const own = (discussions ?? []).filter((one) => isOf(one, groupId))
  for (const [place, discussion] of own.entries()) {
    if (session.io.signal.aborted) return
    const isNew = (discussion.new_comments_count ?? 0) > 0
    if (isNew || place < alwaysLookedAt) await fetchDiscussion(session, groupId, discussion)
  }
}

/** A discussion of another group of the same administrator is not ours; one that names no group may be. */
function isOf({ ref_objects: refs }: Discussion, groupId: string): boolean {
  const groups = (refs ?? []).filter(({ type }) => type === 'GROUP')
  return groups.length === 0 || groups.some(({ id }) => id === groupId)
}

interface Thread {
  session: Session
  groupId: string
  discussion: Discussion
}

/** First what came after the anchor, then the newest once more: edits and removals move no anchor. */
async function fetchDiscussion(session: Session, groupId: string, discussion: Discussion): Promise<void> {
  const thread: Thread = { session, groupId, discussion }
  const { watched } = await readThread(thread)
  const known = watched.anchor !== null
  let more = true
  while (more && !session.io.signal.aborted) more = await fetchForward(thread)
  // A first look has just seen everything.
  if (known) await fetchNewest(thread)
}

async function fetchForward(thread: Thread): Promise<boolean> {
  const { cursor, watched } = await readThread(thread)
  const answer = await askPage(thread, 'FORWARD', watched.anchor)
  const page = readAnswer(CommentPage, answer, 'discussions.getComments')
  const compared = compare(page.comments ?? [], watched.seen, cursor.since)
  await storePage(thread, answer, compared)
  const anchor = page.anchor ?? watched.anchor
  await saveThread(thread, cursor, { anchor, seen: compared.seen })
  return page.has_more === true && anchor !== watched.anchor
}

async function fetchNewest(thread: Thread): Promise<void> {
  const { cursor, watched } = await readThread(thread)
  const answer = await askPage(thread, 'BACKWARD', null)
  const page = readAnswer(CommentPage, answer, 'discussions.getComments')
  const compared = compare(page.comments ?? [], watched.seen, cursor.since)
  await storePage(thread, answer, compared)
  await saveThread(thread, cursor, { anchor: watched.anchor, seen: compared.seen })
}

function askPage({ session, discussion }: Thread, direction: string, anchor: string | null): Promise<Answer> {
  return ask(session, 'discussions.getComments', {
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

/** The bytes as they came; a page that says nothing new is not kept. The name of the event is made of what changed. */
async function storePage({ session, groupId, discussion }: Thread, { text }: Answer, compared: Compared) {
  const { changes, seen } = compared
  const ids = Object.keys(changes)
  if (ids.length === 0) return
  const key = keyOf(discussion)
  const names = ids.map((id) => `${key}:${id}:${changes[id]}:${seen[id]}`)
  const meta = writeMarks({
    groupId,
    type: discussion.object_type,
    id: discussion.object_id,
    title: discussion.title ?? '',
    changes,
    at: session.io.now().toISOString(),
  })
  await session.store({
    dedupKey: `comments:${key}:${createHash('sha256').update(names.join('\n')).digest('hex')}`,
    body: new TextEncoder().encode(text),
    contentType: 'application/json',
    meta,
    bornAt: null,
  })
}

async function readThread({ session, groupId, discussion }: Thread) {
  const cursor = openCursor(await session.cursor.read(), groupId, session.io.now())
  const watched: Watched = cursor.discussions[keyOf(discussion)] ?? { anchor: null, seen: {} }
  return { cursor, watched }
}

function saveThread({ session, discussion }: Thread, cursor: Cursor, watched: Watched): Promise<void> {
  return session.cursor.save({ ...remember(cursor, keyOf(discussion), watched) })
}

function keyOf({ object_type: type, object_id: id }: Discussion): string {
  return `${type}:${id}`
}

async function ask({ config, io }: Session, method: string, params: Record<string, string>) {
  const answer = await callRest({ config, io }, method, params)
  await pace(io)
  return answer
}
