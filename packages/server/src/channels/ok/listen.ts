/** Fetches what OK does not push: comments always, messages where the installation has no public address. */
import type { ListenSession } from '../channel.ts'
import { groupIdOf } from './account.ts'
import { fetchComments } from './fetch-comments.ts'
import { fetchMessages } from './fetch-messages.ts'
import { pause } from './pace.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'

const messagesEveryMs = 15_000
const commentsEveryMs = 90_000

export async function listenOk(session: ListenSession<OkSettings>): Promise<void> {
  const { config, io, hook } = session
  const fetchesMessages = !hook || config.delivery === 'poll'
  const fetchesComments = hasRestKeys(config)
  if (!fetchesMessages && !fetchesComments) return pauseUntilAborted(io.signal)
  try {
    const groupId = await groupIdOf({ config, io })
    let commentsAt = 0
    while (!io.signal.aborted) {
      if (fetchesMessages) await fetchMessages(session, groupId)
      if (fetchesComments && io.now().getTime() >= commentsAt) {
        await fetchComments(session, groupId)
        commentsAt = io.now().getTime() + commentsEveryMs
      }
      await session.checked()
      await pause(jitter(fetchesMessages ? messagesEveryMs : commentsEveryMs), io.signal)
    }
  } catch (error) {
    // A request that was cut off by the end of listening is no trouble.
    if (!io.signal.aborted) throw error
  }
}

/** Many channels of one server must not ask in one second. */
function jitter(ms: number): number {
  return ms * (0.9 + Math.random() * 0.2)
}

function pauseUntilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}
