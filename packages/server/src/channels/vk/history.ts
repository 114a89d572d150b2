/** What came before the channel was connected: dialogs, and comments under the latest posts. Stored as the events VK would have sent. */
import { z } from 'zod'
import type { HistorySession } from '../channel.ts'
import { openReader, openVk, type Vk } from './api.ts'
import { findOwnCommunity } from './community.ts'
import { Id } from './event.ts'
import { keyOfComment, keyOfThing, type Thing } from './place.ts'
import type { VkSettings } from './settings.ts'

/** The most VK gives at once. */
const page = 200
const commentPage = 100
const latestPosts = 100

type Session = HistorySession<VkSettings>

export async function importVk(session: Session): Promise<void> {
  const { config, io, days } = session
  const vk = openVk(config, io, 'community')
  const { id: groupId } = await findOwnCommunity(vk)
  const since = days === null ? 0 : io.now().getTime() / 1000 - days * 86_400
  const reader = openReader(config, io)
  const posts = reader ? await listPosts(reader, groupId, since) : []
  const work = { session, groupId, since, done: 0, posts: posts.length }
  const chats = await importDialogs(work, vk)
  if (reader) await importComments({ ...work, done: chats }, reader, posts)
}

interface Work {
  session: Session
  groupId: string
  /** Unix seconds. */
  since: number
  done: number
  posts: number
}

const Conversations = z.object({
  count: z.int(),
  items: z.array(
    z.object({
      conversation: z.object({ peer: z.object({ id: Id }) }),
      last_message: z.object({ date: z.number() }).optional(),
    }),
  ),
})

/** Newest dialogs come first, so the first that is too old ends the list. */
async function importDialogs(work: Work, vk: Vk): Promise<number> {
  const { session, since, posts } = work
  let done = 0
  for (let offset = 0; !session.io.signal.aborted; offset += page) {
    const { count, items } = await vk.ask('messages.getConversations', { count: page, offset }, Conversations)
    for (const { conversation, last_message: last } of items) {
      if (session.io.signal.aborted || (last && last.date < since)) return done
      const stored = await importDialog(work, vk, conversation.peer.id)
      await session.progress(++done, count + posts, stored)
    }
    if (items.length < page) return done
  }
  return done
}

const Message = z.looseObject({ date: z.number(), from_id: Id, conversation_message_id: Id })
const Messages = z.object({ items: z.array(Message) })

async function importDialog(work: Work, vk: Vk, peerId: string): Promise<Counts> {
  const { groupId, since, session } = work
  const found: z.infer<typeof Message>[] = []
  for (let offset = 0; !session.io.signal.aborted; offset += page) {
    const { items } = await vk.ask('messages.getHistory', { peer_id: peerId, count: page, offset }, Messages)
    found.push(...items.filter(({ date }) => date >= since))
    if (items.length < page || items.some(({ date }) => date < since)) break
  }
  const counts: Counts = {}
  // In the order they were written: an answer comes after its question.
  for (const message of found.toReversed()) {
    const out = message.from_id === `-${groupId}`
    await keep(work, counts, {
      name: `message:${peerId}:${message.conversation_message_id}`,
      type: out ? 'message_reply' : 'message_new',
      object: out ? message : { message },
    })
  }
  return counts
}

const Post = z.looseObject({ id: Id, owner_id: Id, date: z.number(), is_pinned: z.unknown().optional() })
const Posts = z.object({ items: z.array(Post) })
type Post = z.infer<typeof Post>

async function listPosts(vk: Vk, groupId: string, since: number): Promise<Post[]> {
  const wall = { owner_id: `-${groupId}`, count: latestPosts }
  const { items } = await vk.ask('wall.get', wall, Posts)
  // People go on commenting for a while on posts that are older than the days asked for.
  return items.filter(({ date, is_pinned: pinned }) => pinned === 1 || date >= since - 30 * 86_400)
}

const Comment = z.looseObject({
  id: Id,
  date: z.number(),
  from_id: Id,
  deleted: z.boolean().optional(),
  thread: z.object({ count: z.int() }).optional(),
})
const Comments = z.object({ items: z.array(z.unknown()) })

async function importComments(work: Work, vk: Vk, posts: readonly Post[]): Promise<void> {
  let { done } = work
  for (const post of posts) {
    if (work.session.io.signal.aborted) return
    const counts: Counts = {}
    const thing: Thing = { kind: 'wall', owner: post.owner_id, id: post.id }
    await keep(work, counts, { name: keyOfThing(thing), type: 'wall_post_new', object: post })
    await importThread(work, { vk, thing, counts, root: null })
    await work.session.progress(++done, work.done + posts.length, counts)
  }
}

interface Thread {
  vk: Vk
  thing: Thing
  counts: Counts
  root: string | null
}

async function importThread(work: Work, { vk, thing, counts, root }: Thread): Promise<void> {
  const place = { owner_id: thing.owner, post_id: thing.id, comment_id: root ?? undefined }
  for (let offset = 0; !work.session.io.signal.aborted; offset += commentPage) {
    const wanted = { ...place, count: commentPage, offset, sort: 'asc', thread_items_count: 0 }
    const { items } = await vk.ask('wall.getComments', wanted, Comments)
    for (const item of items) {
      const comment = Comment.safeParse(item)
      // A deleted comment that others answer stands there without its words.
      if (!comment.success) continue
      const { id, date, thread, deleted, ...rest } = comment.data
      const object = { post_id: thing.id, owner_id: thing.owner, ...rest, id, date }
      if (!deleted && date >= work.since)
        await keep(work, counts, { name: keyOfComment(thing, id), type: 'wall_reply_new', object })
      if (root === null && thread && thread.count > 0)
        await importThread(work, { vk, thing, counts, root: id })
    }
    if (items.length < commentPage) return
  }
}

type Counts = Record<string, number>

interface Found {
  name: string
  type: string
  object: unknown
}

async function keep(
  { session, groupId }: Work,
  counts: Counts,
  { name, type, object }: Found,
): Promise<void> {
  const event = { type, group_id: Number(groupId), v: '5.199', object }
  const outcome = await session.store({
    dedupKey: `history:${groupId}:${name}`,
    body: new TextEncoder().encode(JSON.stringify(event)),
    contentType: 'application/json',
    meta: { history: '1' },
    bornAt: null,
  })
  counts[outcome] = (counts[outcome] ?? 0) + 1
}
