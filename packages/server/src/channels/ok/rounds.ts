/** Long lists are read a few calls at a time, so that messages and comments never wait for them. */
import { ChannelError, type FetchSession } from '../channel.ts'
import { walkLikes } from './fetch-likes.ts'
import { walkMembers } from './fetch-members.ts'
import type { OkSettings } from './settings.ts'

interface Round {
  name: string
  everyMs: number
  begin(): AsyncGenerator<void>
  dueAt: number
  walk: AsyncGenerator<void> | null
}

const likesEveryMs = 5 * 60_000
const membersEveryMs = 10 * 60_000
/** Where the keys do not allow it; the channel page names the right that is missing. */
const refusedMs = 3600_000
const callsAtOnce = 10

export function openRounds(session: FetchSession<OkSettings>, groupId: string): { step(): Promise<void> } {
  const rounds: Round[] = [
    { name: 'likes', everyMs: likesEveryMs, begin: () => walkLikes(session, groupId), dueAt: 0, walk: null },
    {
      name: 'members',
      everyMs: membersEveryMs,
      begin: () => walkMembers(session, groupId),
      dueAt: 0,
      walk: null,
    },
  ]
  return {
    step: async () => {
      const now = session.io.now().getTime()
      for (const round of rounds) if (round.dueAt <= now) await go(session, round)
    },
  }
}

async function go(session: FetchSession<OkSettings>, round: Round): Promise<void> {
  const { io } = session
  round.walk ??= round.begin()
  try {
    for (let calls = 0; calls < callsAtOnce && !io.signal.aborted; calls++) {
      if (!(await round.walk.next()).done) continue
      round.walk = null
      round.dueAt = io.now().getTime() + round.everyMs
      return
    }
  } catch (error) {
    round.walk = null
    if (!(error instanceof ChannelError) || !isRefusal(error)) throw error
    round.dueAt = io.now().getTime() + refusedMs
    io.log.warn({ err: error }, `OK tells no ${round.name}`)
  }
}

/** A right that is missing for one list is no reason to stop everything else. */
function isRefusal({ kind }: ChannelError): boolean {
  return kind === 'forbidden' || kind === 'not_found' || kind === 'bug'
}
