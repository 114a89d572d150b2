/** Long polling, where nothing can be pushed to us. */
import { z } from 'zod'
import { ChannelError, type FetchSession } from '../channel.ts'
import { ask } from './api.ts'
import { updateKey } from './receive.ts'
import { botMark, pushedTo, type MaxSettings } from './settings.ts'
import { hostsOf, listSubscriptions } from './subscriptions.ts'
import { wantedUpdates } from './wanted.ts'

/** The server allows 90; proxies often cut at 60. */
const waitSeconds = 30
const batch = 100

type Session = FetchSession<MaxSettings>

/** Runs until the signal. Where MAX pushes there is nothing to fetch. */
export async function listenMax(session: Session): Promise<void> {
  const { config, io, hook } = session
  if (pushedTo(hook, config)) return untilAborted(io.signal)
  try {
    await refuseBesideHook(session)
    while (!io.signal.aborted) await fetchOnce(session)
  } catch (error) {
    // A request that was cut off by the end of listening is no trouble.
    if (!io.signal.aborted) throw error
  }
}

/** MAX lets nothing be fetched while it pushes. A subscription of ours is taken back by upkeep; one of others is not ours to end. */
async function refuseBesideHook({ config, io }: Session): Promise<void> {
  const found = await listSubscriptions(config, io)
  if (found.length === 0) return
  const hosts = hostsOf(found)
  throw new ChannelError('retry', {
    ru: `События этого бота уходят на адрес другой программы: ${hosts}. Отключите бота там, заведите отдельного бота или откройте Отклик по https: тогда события придут обоим.`,
    en: `Events of this bot go to the address of another program: ${hosts}. Disconnect the bot there, make a separate bot, or open Otklik by https: then both receive them.`,
  })
}

const Updates = z.object({
  updates: z.array(z.looseObject({ timestamp: z.unknown().optional() })),
  marker: z.union([z.number(), z.string()]).nullish(),
})

/** MAX forgets what lies before the marker once it is asked with it: so it is saved only after all are stored. */
async function fetchOnce(session: Session): Promise<void> {
  const { config, io } = session
  const marker = await readMarker(session)
  const query = { limit: batch, timeout: waitSeconds, types: wantedUpdates.join(','), marker }
  const began = Date.now()
  const answer = await ask(config, io, { path: '/updates', query, seconds: waitSeconds + 15 }, Updates)
  for (const update of answer.updates) {
    const body = new TextEncoder().encode(JSON.stringify(update))
    await session.store({
      dedupKey: updateKey({ body }),
      body,
      contentType: 'application/json',
      meta: {},
      bornAt: typeof update.timestamp === 'number' ? new Date(update.timestamp) : null,
    })
  }
  if (answer.marker !== null && answer.marker !== undefined)
    await session.cursor.save({ bot: botMark(config), marker: String(answer.marker) })
  await session.checked()
  // A server that does not wait must not be asked thirty times a second.
  if (answer.updates.length === 0 && Date.now() - began < 1000) await pause(1000, io.signal)
}

/** The marker of another bot says nothing about this one. */
async function readMarker({ config, cursor }: Session): Promise<string | undefined> {
  const { bot, marker } = await cursor.read()
  return bot === botMark(config) && typeof marker === 'string' ? marker : undefined
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

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}
