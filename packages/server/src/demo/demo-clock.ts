/** Time as it was: inside `at` everything happens on that day; outside, and for everybody else, it is now. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Clock } from '../platform/clock.ts'

export interface DemoClock extends Clock {
  at<T>(date: Date, work: () => Promise<T>): Promise<T>
}

export function createDemoClock(): DemoClock {
  const past = new AsyncLocalStorage<Date>()
  return {
    now: () => new Date(past.getStore() ?? Date.now()),
    at: (date, work) => past.run(date, work),
  }
}
