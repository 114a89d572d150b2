/** What came before the channel was connected: dialogs, and comments under the latest posts. Stored as the pages OK gives. */
import type { HistorySession } from '../channel.ts'
import { groupIdOf } from './account.ts'
import { readAnswer } from './api.ts'
import { listDiscussions, type Session } from './discussions.ts'
import { askPage, storePage, type Thread } from './fetch-comments.ts'
import { fetchChat, listChats, type Stored } from './fetch-messages.ts'
import { compare } from './memory.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'
import { CommentPage } from './update.ts'

/** Pages of a hundred discussions. */
const discussionPages = 3

export async function importOk(session: HistorySession<OkSettings>): Promise<void> {
  const { config, io, days } = session
  const since = days === null ? 0 : io.now().getTime() - days * 86_400_000
  const groupId = await groupIdOf({ config, io })
  const chats = await listChats(session, since)
  const discussions = hasRestKeys(config) ? await listDiscussions(session, groupId, discussionPages) : []
  const total = chats.length + discussions.length
  let done = 0
  for (const { chatId } of chats) {
    if (io.signal.aborted) return
    await session.progress(++done, total, { ...(await fetchChat(session, chatId, since)) })
  }
  for (const discussion of discussions) {
    if (io.signal.aborted) return
    const stored = await importThread({ session, groupId, discussion }, since)
    await session.progress(++done, total, { ...stored })
  }
}

/** From the oldest comment on, without a word to the cursor: what `listen` watches stays its own. */
async function importThread(thread: Thread, since: number): Promise<Stored> {
  const counts: Stored = { stored: 0, known: 0 }
  const { signal }: Session['io'] = thread.session.io
  let anchor: string | null = null
  while (!signal.aborted) {
    const answer = await askPage(thread, 'FORWARD', anchor)
    const page: CommentPage = readAnswer(CommentPage, answer, 'discussions.getComments')
    const { changes, seen } = compare(page.comments ?? [], {}, since)
    if (Object.keys(changes).length > 0)
      counts[await storePage(thread, answer, { changes, seen, look: 'history' })] += 1
    const next = page.anchor ?? null
    if (page.has_more !== true || next === null || next === anchor) break
    anchor = next
  }
  return counts
}
