/** The stream to live screens: one listening connection per process, filtered to each listener's workspace and rights. */
import type { LiveEvent } from '@otklik/contract'
import { and, asc, eq, gte } from 'drizzle-orm'
import type { Clock } from './clock.ts'
import type { Database } from './db/client.ts'
import { liveChannel, liveEvents } from './live-events.table.ts'
import { listen } from './listen.ts'
import type { Log } from './log.ts'

export interface LiveListener {
  workspaceId: string
  /** The person's id decides about events meant for one person. */
  memberId: string | null
  send(event: LiveEvent): void
  /** Events may have been missed: the screen reads everything anew. */
  resync(): void
}

export interface Live {
  join(listener: LiveListener): () => void
  /**
   * What happened since an event the screen saw. Starts a little earlier: a slower transaction may have committed an older id.
   * Null: too much, or too long ago to know; the screen reads everything anew.
   */
  since(workspaceId: string, lastEventId: string): Promise<LiveEvent[] | null>
  count(): number
  stop(): Promise<void>
}

const overlapMs = 30_000
/** Events are kept so long: enough for a browser that slept. */
export const keepEventsMs = 86_400_000
/** To read more than this one by one costs a screen more than to read itself anew. */
const maxMissed = 1000

export async function createLive(database: Database, log: Log, clock: Clock): Promise<Live> {
  const listeners = new Map<string, Set<LiveListener>>()
  const stop = await listen(
    database,
    log,
    { [liveChannel]: (payload) => deliver(listeners, payload) },
    () => {
      for (const room of listeners.values()) for (const listener of room) listener.resync()
    },
  )
  return {
    join(listener) {
      const room = listeners.get(listener.workspaceId) ?? new Set()
      listeners.set(listener.workspaceId, room.add(listener))
      return () => {
        room.delete(listener)
        if (room.size === 0) listeners.delete(listener.workspaceId)
      }
    },
    since: (workspaceId, lastEventId) => readSince({ database, clock }, workspaceId, lastEventId),
    count: () => [...listeners.values()].reduce((sum, room) => sum + room.size, 0),
    stop,
  }
}

function deliver(listeners: Map<string, Set<LiveListener>>, payload: string): void {
  const { w, ...event }: LiveEvent & { w: string } = JSON.parse(payload)
  for (const listener of listeners.get(w) ?? []) {
    if (mayHear(listener, event)) listener.send(event)
  }
}

/** A notice is for its person alone; the rest is for everybody of the workspace. */
export function mayHear(listener: { memberId: string | null }, event: LiveEvent): boolean {
  if (event.type !== 'notice.created' && event.type !== 'notice.read') return true
  return event.data.memberId === listener.memberId
}

async function readSince(
  { database, clock }: { database: Database; clock: Clock },
  workspaceId: string,
  lastEventId: string,
): Promise<LiveEvent[] | null> {
  const seenAt = timeOfId(lastEventId)
  const oldest = clock.now().getTime() - keepEventsMs
  // An id that is no id has the time NaN, and is older than nothing.
  if (!(seenAt > oldest)) return null
  const from = new Date(seenAt - overlapMs)
  const rows = await database.inWorkspace(workspaceId, (db) =>
    db
      .select()
      .from(liveEvents)
      .where(and(eq(liveEvents.workspaceId, workspaceId), gte(liveEvents.at, from)))
      .orderBy(asc(liveEvents.id))
      .limit(maxMissed + 1),
  )
  if (rows.length > maxMissed) return null
  return rows.map(
    (row) => ({ id: row.id, at: row.at.toISOString(), type: row.type, data: row.data }) as LiveEvent,
  )
}

/** The first 48 bits of a UUID v7 are milliseconds; NaN for what is none. */
function timeOfId(id: string): number {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7/i.test(id) ? Number.parseInt(id.replace('-', '').slice(0, 12), 16) : NaN
}
