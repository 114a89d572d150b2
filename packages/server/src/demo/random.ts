/** Chance that says the same every time: the demo world is made of a seed. */
export interface Chance {
  /** From 0 up to, not with, 1. */
  next(): number
  int(from: number, to: number): number
  pick<T>(items: readonly T[]): T
  is(share: number): boolean
}

/** Mulberry32: small, fast and good enough for stories. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    is: (share) => next() < share,
  }
}
