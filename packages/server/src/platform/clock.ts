/** The only source of time: `ctx.now()` in verbs, a fixed clock in tests. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock for tests: stands still until moved. */
export function createTestClock(
  start: Date,
): Clock & { set(date: Date): void; advance(milliseconds: number): void } {
  let current = start.getTime()
  return {
    now: () => new Date(current),
    set: (date) => {
      current = date.getTime()
    },
    advance: (milliseconds) => {
      current += milliseconds
    },
  }
}
