/** While the demo runs, a letter comes now and then, or somebody writes in a chat: the feed and the dialogs are seen living. */
import { errorMessage } from '../platform/errors.ts'
import type { Program } from '../start.ts'
import { openGuests } from './guests.ts'
import { openMailroom } from './intake.ts'
import { authors } from './people.ts'
import type { DialogPlaces } from './places.ts'
import { createPlanner } from './plan.ts'
import { createChance } from './random.ts'
import { chatQuestions } from './words/talks.ts'

/** One in so many arrivals is a message; the first is one, so that a newcomer sees a dialog come to life. */
const messageEvery = 4

export interface Arrivals {
  bringOne(): Promise<void>
}

export interface TricklePlace {
  workspaceId: string
  channelId: string
  /** Null in a world made before there were dialogs. */
  places: DialogPlaces | null
}

export function createArrivals(program: Program, place: TricklePlace): Arrivals {
  const start = Math.floor(Date.now() / 1000)
  const chance = createChance(start)
  const planner = createPlanner(chance, start)
  const guests = place.places && openGuests(program, place.workspaceId, place.places)
  let count = 0
  return {
    async bringOne() {
      if (guests && count++ % messageEvery === 0) {
        const where = chance.is(0.5) ? 'site' : 'community'
        await guests.say(chance.pick(authors).name, where, chance.pick(chatQuestions))
        return
      }
      const mailroom = await openMailroom(program.platform, place)
      await mailroom.write(await mailroom.take(planner.next(new Date())))
    },
  }
}

/** The returned function stops it and waits for what is in hand. */
export function startTrickle(program: Program, place: TricklePlace): () => Promise<void> {
  const { log } = program.platform
  const chance = createChance(Math.floor(Date.now() / 1000))
  const arrivals = createArrivals(program, place)
  let timer: NodeJS.Timeout | undefined
  let current: Promise<void> = Promise.resolve()
  let stopped = false
  const wait = (): void => {
    if (!stopped) timer = setTimeout(bring, chance.int(30, 60) * 1000)
  }
  const bring = (): void => {
    current = arrivals
      .bringOne()
      .catch((error: unknown) => log.warn({ err: error }, `demo: nothing came: ${errorMessage(error)}`))
    void current.then(wait)
  }
  wait()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await current
  }
}
