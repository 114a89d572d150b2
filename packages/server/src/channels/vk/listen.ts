/** Bots Long Poll, where nothing can be pushed to us. */
import { z } from 'zod'
import type { FoundEvent, ListenSession } from '../channel.ts'
import { apiVersion, openVk, readJson, type Vk } from './api.ts'
import { findOwnCommunity } from './community.ts'
import { strangeAnswer } from './errors.ts'
import { eventKey } from './receive.ts'
import type { VkSettings } from './settings.ts'
import { lacksEvents, wantedFlags } from './wanted.ts'

const waitSeconds = 25

type Session = ListenSession<VkSettings>

/** Runs until the signal. Where VK pushes there is nothing to fetch. */
export async function listenVk(session: Session): Promise<void> {
  const { config, io, hook } = session
  if (hook && config.delivery !== 'poll') return untilAborted(io.signal)
  try {
    const vk = openVk(config, io, 'community')
    const { id: groupId } = await findOwnCommunity(vk)
    await switchOn(vk, groupId)
    let place = await openPlace(session, vk, groupId)
    await session.checked()
    while (!io.signal.aborted) place = await fetchOnce(session, place, () => askServer(vk, groupId))
  } catch (error) {
    // A request that was cut off by the end of listening is no trouble.
    if (!io.signal.aborted) throw error
  }
}

const Settings = z.object({
  is_enabled: z.union([z.boolean(), z.int()]).default(false),
  events: z.record(z.string(), z.unknown()).default({}),
})

async function switchOn(vk: Vk, groupId: string): Promise<void> {
  const now = await vk.ask('groups.getLongPollSettings', { group_id: groupId }, Settings)
  if (now.is_enabled && !lacksEvents(now.events)) return
  const wanted = { group_id: groupId, enabled: 1, api_version: apiVersion, ...wantedFlags }
  await vk.ask('groups.setLongPollSettings', wanted, z.unknown())
}

const Server = z.object({ key: z.string(), server: z.url(), ts: z.coerce.string() })

interface Place extends z.infer<typeof Server> {
  groupId: string
}

async function askServer(vk: Vk, groupId: string): Promise<Place> {
  return { ...(await vk.ask('groups.getLongPollServer', { group_id: groupId }, Server)), groupId }
}

/**
 * Goes on from where the last run stopped; numbers of another community say nothing about this one. A first place is written
 * down at once: what comes before the first answer is then met again by the next run.
 */
async function openPlace({ cursor }: Session, vk: Vk, groupId: string): Promise<Place> {
  const server = await askServer(vk, groupId)
  const saved = await cursor.read()
  if (saved['group'] === groupId && typeof saved['ts'] === 'string') return { ...server, ts: saved['ts'] }
  await cursor.save({ group: groupId, ts: server.ts })
  return server
}

const Answer = z.object({
  ts: z.coerce.string().optional(),
  updates: z.array(z.unknown()).default([]),
  failed: z.int().optional(),
})

async function fetchOnce(session: Session, place: Place, renew: () => Promise<Place>): Promise<Place> {
  const { io, cursor } = session
  const url = new URL(place.server)
  for (const [name, value] of Object.entries({
    act: 'a_check',
    key: place.key,
    ts: place.ts,
    wait: `${waitSeconds}`,
  }))
    url.searchParams.set(name, value)
  const signal = AbortSignal.timeout((waitSeconds + 15) * 1000)
  const { success, data: answer } = Answer.safeParse(
    await readJson(() => io.fetch(url.toString(), { signal })),
  )
  if (!success) throw strangeAnswer(200)
  const next = await goOn(place, answer, renew)
  if (answer.failed !== undefined) io.log.info({ failed: answer.failed }, 'vk: the long poll begins anew')
  // 2 is a key that ended: nothing is lost with it.
  if (answer.failed !== undefined && answer.failed !== 2) await session.missed()
  for (const update of answer.updates) await session.store(toEvent(update))
  if (next.ts !== place.ts) await cursor.save({ group: place.groupId, ts: next.ts })
  await session.checked()
  return next
}

/** 1: some events are lost, go on from there. 2: the key has ended. 3: everything is new. */
async function goOn(
  place: Place,
  answer: z.infer<typeof Answer>,
  renew: () => Promise<Place>,
): Promise<Place> {
  if (answer.failed === undefined || answer.failed === 1) return { ...place, ts: answer.ts ?? place.ts }
  const fresh = await renew()
  return answer.failed === 2 ? { ...fresh, ts: place.ts } : fresh
}

function toEvent(update: unknown): FoundEvent {
  const body = new TextEncoder().encode(JSON.stringify(update))
  return { dedupKey: eventKey({ body }), body, contentType: 'application/json', meta: {}, bornAt: null }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}
