/** Fetches what OK does not push: comments, likes and members always, messages everywhere: a colleague's answer at ok.ru is never pushed. */
import type { FetchSession } from '../channel.ts'
import { groupIdOf } from './account.ts'
import { fetchComments } from './fetch-comments.ts'
import { fetchMessages } from './fetch-messages.ts'
import { commentsEveryMs, pause } from './pace.ts'
import { openRounds } from './rounds.ts'
import { hasRestKeys, type OkSettings } from './settings.ts'

const lookEveryMs = 15_000
/** Where messages are pushed, fetching only fills the gaps. */
const gapsEveryMs = 60_000

export async function listenOk(session: FetchSession<OkSettings>): Promise<void> {
  const { config, io, hook } = session
  const isPushed = hook !== null && config.delivery !== 'poll'
  try {
    const groupId = await groupIdOf({ config, io })
    const look = openLook(session, groupId, isPushed ? gapsEveryMs : 0)
    while (!io.signal.aborted) {
      await look()
      await session.checked()
      await pause(jitter(lookEveryMs), io.signal)
    }
  } catch (error) {
    // A request that was cut off by the end of listening is no trouble.
    if (!io.signal.aborted) throw error
  }
}

function openLook(session: FetchSession<OkSettings>, groupId: string, messagesEveryMs: number) {
  const { config, io } = session
  const hasRest = hasRestKeys(config)
  const rounds = openRounds(session, groupId)
  const startedAt = io.now().getTime()
  let messagesAt = 0
  let commentsAt = 0
  const lookAtMessages = async (now: number): Promise<void> => {
    if (now < messagesAt) return
    await fetchMessages(session, groupId)
    messagesAt = now + messagesEveryMs
  }
  const lookAtLists = async (now: number): Promise<void> => {
    if (!hasRest) return
    if (now >= commentsAt) {
      await fetchComments(session, groupId)
      commentsAt = now + commentsEveryMs(now - startedAt)
    }
    await rounds.step()
  }
  // Filling gaps is what can wait longest.
  const looks = messagesEveryMs > 0 ? [lookAtLists, lookAtMessages] : [lookAtMessages, lookAtLists]
  return async (): Promise<void> => {
    const now = io.now().getTime()
    const troubles: unknown[] = []
    // An ended key of the administrator must not keep back the messages, nor the other way round.
    for (const look of looks) await look(now).catch((error: unknown) => troubles.push(error))
    if (troubles.length > 0) throw troubles[0]
  }
}

/** Many channels of one server must not ask in one second. */
function jitter(ms: number): number {
  return ms * (0.9 + Math.random() * 0.2)
}
