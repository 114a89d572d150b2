/** Tells the workers that a channel has something to read. A lost call is made good by the sweep. */
import { z } from 'zod'
import type { Platform } from '../platform/platform.ts'
import { defineJob } from '../platform/jobs.ts'
import { drainChannel } from './drain.ts'

const ChannelPlace = z.object({ workspaceId: z.uuid(), channelId: z.uuid() })
export type ChannelPlace = z.infer<typeof ChannelPlace>

/** One job reads everything that waits in a channel; a poison event is parked inside it and blocks nobody. */
export const drainJob = defineJob({
  name: 'channels.drain',
  payload: ChannelPlace,
  onePerKey: true,
  concurrency: 3,
  retries: 20,
  retryDelay: 2,
  handle: async (platform, place, job) => {
    const { more, nextTryAt } = await drainChannel(platform, place, job.signal)
    if (more) await wakeChannel(platform, place)
    // A key of its own: a waiting late call must not swallow one for now.
    else if (nextTryAt)
      await enqueue(platform, place, { singletonKey: `${place.channelId} later`, startAfter: nextTryAt })
  },
})

interface Call {
  running: Promise<void>
  next: Promise<void> | null
}

const calls = new WeakMap<Platform, Map<string, Call>>()

/** Resolves when the call is in the queue. Calls for one channel made at once share one; call after the commit of what is to be read. */
export function wakeChannel(platform: Platform, place: ChannelPlace): Promise<void> {
  const ofPlatform = calls.get(platform) ?? new Map<string, Call>()
  calls.set(platform, ofPlatform)
  const call = ofPlatform.get(place.channelId)
  if (!call) return startCall(platform, place, ofPlatform)
  // The running call may have been made before this event was committed; the next one is not.
  call.next ??= call.running.then(
    () => startCall(platform, place, ofPlatform),
    () => startCall(platform, place, ofPlatform),
  )
  return call.next
}

/** In a flood of pushes one call in this time is enough. */
const gapMs = 25

/**
 * The same for pushes that come by the thousand: while a call is under way the sender does not wait for the next one,
 * and the next one waits a little so that it serves many.
 */
export async function wakeSoon(platform: Platform, place: ChannelPlace): Promise<void> {
  const call = calls.get(platform)?.get(place.channelId)
  if (!call) return wakeChannel(platform, place)
  if (call.next) return
  const next = call.running
    .catch(() => undefined)
    .then(() => new Promise((resolve) => setTimeout(resolve, gapMs)))
  call.next = next.then(() => startCall(platform, place, calls.get(platform) ?? new Map<string, Call>()))
  // The event is stored; a lost call is made good by the sweep.
  call.next.catch((error: unknown) => platform.log.warn({ err: error }, 'workers were not called'))
}

function startCall(platform: Platform, place: ChannelPlace, ofPlatform: Map<string, Call>): Promise<void> {
  const call: Call = { running: enqueue(platform, place, { singletonKey: place.channelId }), next: null }
  ofPlatform.set(place.channelId, call)
  return call.running.finally(() => {
    if (call.next === null) ofPlatform.delete(place.channelId)
  })
}

async function enqueue(
  platform: Platform,
  place: ChannelPlace,
  options: { singletonKey: string; startAfter?: Date },
): Promise<void> {
  await platform.jobs.enqueue(platform.database.owner, drainJob, place, options)
}
