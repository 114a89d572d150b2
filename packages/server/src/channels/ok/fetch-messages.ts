/** Dialogs: where nothing can be pushed to us, and what a push left out. */
import { createHash } from 'node:crypto'
import { callGraph, readAnswer, type Answer } from './api.ts'
import type { Session } from './discussions.ts'
import { openCursor } from './memory.ts'
import { pace } from './pace.ts'
import { Chats, History } from './update.ts'

/** Messages of one moment must not fall between two looks. */
const overlapMs = 60_000
const batch = 100

/** The mark moves only after every dialog was stored: a crash repeats, the ledger knows what it has. */
export async function fetchMessages(session: Session, groupId: string): Promise<void> {
  const { io } = session
  const { messagesAt } = openCursor(await session.cursor.read(), groupId, io.now())
  let latest = messagesAt
  for (const { chatId, at } of await listChats(session, messagesAt)) {
    await fetchChat(session, chatId, messagesAt - overlapMs)
    if (io.signal.aborted) return
    latest = Math.max(latest, at)
  }
  // Read anew: the cursor also holds where the comments stand.
  const stored = await session.cursor.read()
  const cursor = openCursor(stored, groupId, io.now())
  if (latest !== messagesAt || Object.keys(stored).length === 0)
    await session.cursor.save({ ...cursor, messagesAt: latest })
}

interface Chat {
  chatId: string
  at: number
}

/** Dialogs in which something happened since. */
export async function listChats({ config, io }: Session, since: number): Promise<Chat[]> {
  const found: Chat[] = []
  let marker: string | null = null
  do {
    const answer = await callGraph({ config, io }, 'me/chats', {
      query: { count: String(batch), ...(marker !== null && { marker }) },
    })
    const page: ReturnType<typeof Chats.parse> = readAnswer(Chats, answer, 'me/chats')
    await pace(io)
    // A dialog that tells no time is looked at.
    const chats: Chat[] = page.chats.map(({ chat_id: chatId, lastEventTime: at }) => ({
      chatId,
      at: at ?? since,
    }))
    const fresh: Chat[] = chats.filter(({ at }) => at >= since)
    found.push(...fresh)
    const next: string | null = page.marker ?? null
    const isEnd: boolean =
      chats.length === 0 || next === marker || (fresh.length === 0 && isNewestFirst(chats))
    marker = isEnd ? null : next
  } while (marker !== null && !io.signal.aborted)
  return found
}

/** OK promises no order; a page that keeps one lets us stop at the first old page. */
function isNewestFirst(chats: readonly Chat[]): boolean {
  return chats.every(({ at }, place) => place === 0 || at <= (chats[place - 1]?.at ?? 0))
}

interface Page {
  answer: Answer
  mids: string
}

export type Stored = Record<'stored' | 'known', number>

/** Pages come newest first and are stored oldest first: an answer comes after its question. */
export async function fetchChat(session: Session, chatId: string, since: number): Promise<Stored> {
  const counts: Stored = { stored: 0, known: 0 }
  const pages = await readPages(session, chatId, since)
  if (session.io.signal.aborted) return counts
  for (const { answer, mids } of pages.toReversed()) {
    const outcome = await session.store({
      dedupKey: `messages:${chatId}:${createHash('sha256').update(mids).digest('hex')}`,
      body: new TextEncoder().encode(answer.text),
      contentType: 'application/json',
      meta: { page: 'messages', chatId },
      bornAt: null,
    })
    counts[outcome] += 1
  }
  return counts
}

/** OK may give fewer than asked for, but not that few while there are more. */
const fewest = 20

/** `from` is the newer end. */
async function readPages({ config, io }: Session, chatId: string, since: number): Promise<Page[]> {
  const pages: Page[] = []
  const seen = new Set<string>()
  let from = io.now().getTime() + overlapMs
  while (!io.signal.aborted) {
    const answer = await callGraph({ config, io }, 'me/messages', {
      query: { chat_id: chatId, from: String(from), to: String(since), count: String(batch) },
    })
    const { messages } = readAnswer(History, answer, 'me/messages')
    await pace(io)
    const mids = messages.map(({ message }) => message?.mid ?? '')
    if (mids.every((mid) => seen.has(mid))) break
    for (const mid of mids) seen.add(mid)
    pages.push({ answer, mids: mids.join('\n') })
    // Messages of one moment may stand on both sides of an edge.
    const next = Math.min(...messages.map(({ timestamp }) => timestamp ?? since)) + 1
    if (mids.length < fewest || next <= since || next >= from) break
    from = next
  }
  return pages
}
