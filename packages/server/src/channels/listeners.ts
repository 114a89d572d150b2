/**
 * Channels that look for themselves (mailboxes, long polls). Each is held by one process at a time: an advisory lock on a
 * connection of this process's own, so that a dead process lets go by itself.
 */
import { and, inArray, isNull } from 'drizzle-orm'
import { errorMessage } from '../platform/errors.ts'
import { createLeases, type Leases } from '../platform/leases.ts'
import type { Platform } from '../platform/platform.ts'
import { ChannelError } from './channel.ts'
import { getChannelRow, openChannel, type ChannelRow } from './channel-rows.ts'
import { channels } from './channels.table.ts'
import { recordLoss } from './gaps.ts'
import { writeProblem } from './health.ts'
import { listConnectors } from './registry.ts'
import { listenerActor, openSession } from './session.ts'

/** How soon a new, changed or orphaned channel is noticed. */
const lookEveryMs = 2000
const firstWaitMs = 2000
const longestWaitMs = 10 * 60_000

interface Listener {
  version: number
  stop: AbortController
  ended: Promise<void>
}

/** Starts listening in this process; the returned function stops and waits. */
export function startListeners(platform: Platform): () => Promise<void> {
  const room = {
    platform,
    listeners: new Map<string, Listener>(),
    leases: createLeases(platform.database, 'otklik-listeners'),
  }
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  const look = (): void => {
    looking = lookAround(room)
      .catch((error: unknown) => platform.log.warn({ err: error }, `listeners: ${errorMessage(error)}`))
      .finally(() => {
        if (!stopped) timer = setTimeout(look, lookEveryMs)
      })
  }
  look()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await looking
    await Promise.all([...room.listeners.keys()].map((key) => release(room, key)))
    await room.leases.close()
  }
}

interface Room {
  platform: Platform
  listeners: Map<string, Listener>
  leases: Leases
}

async function lookAround(room: Room): Promise<void> {
  // A lost connection lost the locks with it: another process may be listening by now.
  if (room.leases.lost()) await Promise.all([...room.listeners.keys()].map((key) => release(room, key)))
  const wanted = new Map((await listWanted(room.platform)).map((row) => [row.id, row]))
  for (const [id, listener] of room.listeners) {
    if (wanted.get(id)?.version !== listener.version) await release(room, id)
  }
  for (const [id, row] of wanted) {
    if (!room.listeners.has(id) && (await room.leases.take(leaseName(id)))) hold(room, row)
  }
}

async function listWanted(platform: Platform): Promise<ChannelRow[]> {
  const kinds = listConnectors()
    .filter(({ channel }) => channel.listen)
    .map(({ channel }) => channel.manifest.kind)
  if (kinds.length === 0) return []
  return platform.database.owner
    .select()
    .from(channels)
    .where(
      and(
        inArray(channels.kind, kinds),
        inArray(channels.state, ['working', 'failing']),
        isNull(channels.removedAt),
      ),
    )
}

function hold(room: Room, row: ChannelRow): void {
  const stop = new AbortController()
  const ended = listenForEver(room.platform, row, stop.signal).catch((error: unknown) => {
    room.platform.log.error({ err: error, channelId: row.id }, `listener ended: ${errorMessage(error)}`)
  })
  room.listeners.set(row.id, { version: row.version, stop, ended })
}

async function release(room: Room, id: string): Promise<void> {
  const listener = room.listeners.get(id)
  if (!listener) return
  listener.stop.abort()
  await listener.ended
  room.listeners.delete(id)
  await room.leases.letGo(leaseName(id))
}

async function listenForEver(platform: Platform, row: ChannelRow, signal: AbortSignal): Promise<void> {
  let wait = firstWaitMs
  while (!signal.aborted) {
    const began = Date.now()
    const error = await listenOnce(platform, row, signal)
    if (signal.aborted) return
    if (Date.now() - began > longestWaitMs) wait = firstWaitMs
    if (error && (await tellProblem(platform, row, error)) === 'stopped') return
    await pause(
      error instanceof ChannelError && error.retryAfterSeconds !== null
        ? error.retryAfterSeconds * 1000
        : wait,
      signal,
    )
    wait = Math.min(wait * 2, longestWaitMs)
  }
}

async function listenOnce(platform: Platform, row: ChannelRow, signal: AbortSignal): Promise<unknown> {
  try {
    const channel = openChannel(platform.vault, row)
    await channel.connector.channel.listen?.({
      ...openSession(platform, channel, signal),
      missed: () => tellLoss(platform, row),
    })
    return undefined
  } catch (error) {
    return error
  }
}

async function tellLoss(platform: Platform, { workspaceId, id }: ChannelRow): Promise<void> {
  await platform.inWorkspace({ workspaceId, actor: listenerActor }, async (ctx) =>
    recordLoss(ctx, await getChannelRow(ctx, id)),
  )
}

async function tellProblem(
  platform: Platform,
  row: ChannelRow,
  error: unknown,
): Promise<'failing' | 'stopped'> {
  const reason = errorMessage(error)
  const words =
    error instanceof ChannelError
      ? error.words
      : { ru: `Сбой приёма: ${reason}`, en: `Receiving failed: ${reason}` }
  const state =
    error instanceof ChannelError && (error.kind === 'auth' || error.kind === 'forbidden')
      ? 'stopped'
      : 'failing'
  platform.log.warn({ err: error, channelId: row.id, state }, `channel ${row.kind}: ${words.en}`)
  await platform
    .inWorkspace({ workspaceId: row.workspaceId, actor: listenerActor }, (ctx) =>
      writeProblem(ctx, row.id, state, words),
    )
    .catch((cause: unknown) => platform.log.warn({ err: cause }, 'the problem of a channel was not written'))
  return state
}

function leaseName(channelId: string): string {
  return `channel listener ${channelId}`
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
