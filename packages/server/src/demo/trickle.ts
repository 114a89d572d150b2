/** While the demo runs, a letter comes now and then: the feed is seen living. */
import { errorMessage } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { openMailroom } from './intake.ts'
import { createPlanner } from './plan.ts'
import { createChance } from './random.ts'

/** The returned function stops it and waits for the letter in hand. */
export function startTrickle(
  platform: Platform,
  place: { workspaceId: string; channelId: string },
): () => Promise<void> {
  const start = Math.floor(Date.now() / 1000)
  const chance = createChance(start)
  const planner = createPlanner(chance, start)
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  let stopped = false
  const wait = (): void => {
    if (!stopped) timer = setTimeout(bring, chance.int(30, 60) * 1000)
  }
  const bring = (): void => {
    current = bringOne().catch((error: unknown) =>
      platform.log.warn({ err: error }, `demo: no letter came: ${errorMessage(error)}`),
    )
    void current.then(wait)
  }
  const bringOne = async (): Promise<void> => {
    const mailroom = await openMailroom(platform, place)
    await mailroom.write(await mailroom.take(planner.next(new Date())))
  }
  wait()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await current
  }
}
