/** Dialogs, where nothing can be pushed to us. */
import { createHash } from 'node:crypto'
import type { ListenSession } from '../channel.ts'
import { callGraph, readAnswer } from './api.ts'
import { openCursor } from './memory.ts'
import { pace } from './pace.ts'
import type { OkSettings } from './settings.ts'
import { Chats, History } from './update.ts'

type Session = ListenSession<OkSettings>

/** Messages of one moment must not fall between two looks. */
const overlapMs = 60_000
const batch = 100

/** The mark moves only after every dialog was stored: a crash repeats, the ledger knows what it has. */
export async function fetchMessages(session: Session, groupId: string): Promise<void> {
  const { io } = session
  const { messagesAt } = openCursor(await session.cursor.read(), groupId, io.now())
  let latest = messagesAt
  for (const { chatId, at } of await listChats(session, messagesAt)) {
    if (io.signal.aborted) return
    await fetchChat(session, chatId, messagesAt - overlapMs)
    latest = Math.max(latest, at)
  }
  // Read anew: the cursor also holds where the comments stand.
  const cursor = openCursor(await session.cursor.read(), groupId, io.now())
  await session.cursor.save({ ...cursor, messagesAt: latest })
}

async function listChats({ config, io }: Session, since: number) {
  const found: { chatId: string; at: number }[] = []
  let marker: string | null = null
  do {
    const answer = await callGraph({ config, io }, 'me/chats', {
      query: { count: String(batch), ...(marker !== null && { marker }) },
    })
    const page: ReturnType<typeof Chats.parse> = readAnswer(Chats, answer, 'me/chats')
    await pace(io)
    const next = page.marker ?? null
    for (const { chat_id: chatId, lastEventTime } of page.chats) {
      // A dialog that tells no time is looked at.
      const at = lastEventTime ?? since
      if (at >= since) found.push({ chatId, at })
    }
    marker = page.chats.length > 0 && next !== marker ? next : null
  } while (marker !== null && !io.signal.aborted)
  return found
}

/** Newest first: `from` is the newer end. */
async function fetchChat(session: Session, chatId: string, since: number): Promise<void> {
  const { config, io } = session
  let from = io.now().getTime() + overlapMs
  while (!io.signal.aborted) {
    const answer = await callGraph({ config, io }, 'me/messages', {
      query: { chat_id: chatId, from: String(from), to: String(since), count: String(batch) },
    })
    const { messages } = readAnswer(History, answer, 'me/messages')
    await pace(io)
    if (messages.length === 0) return
    const mids = messages.map(({ message }) => message?.mid ?? '').join('\n')
    await session.store({
      dedupKey: `messages:${chatId}:${createHash('sha256').update(mids).digest('hex')}`,
      body: new TextEncoder().encode(answer.text),
      contentType: 'application/json',
      meta: { page: 'messages', chatId },
      bornAt: null,
    })
    const oldest = Math.min(...messages.map(({ timestamp }) => timestamp ?? since))
    if (messages.length < batch || oldest <= since || oldest >= from) return
    from = oldest
  }
}
