/** Things that happen one after another, each at its own time; what happens may bring about more. */
export interface Timeline {
  add(at: Date, happen: () => Promise<void>): void
  /** Runs everything up to `until`, in order of time; what lies later never happens. */
  run(until: Date): Promise<number>
}

interface Entry {
  at: number
  order: number
  happen: () => Promise<void>
}

export function createTimeline(): Timeline {
  const entries: Entry[] = []
  let order = 0
  return {
    add(at, happen) {
      const entry = { at: at.getTime(), order: order++, happen }
      entries.splice(placeOf(entries, entry), 0, entry)
    },
    async run(until) {
      let count = 0
      for (let next = entries.shift(); next && next.at <= until.getTime(); next = entries.shift()) {
        await next.happen()
        count += 1
      }
      return count
    },
  }
}

function placeOf(entries: readonly Entry[], entry: Entry): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = entries[middle]
    if (other && (other.at < entry.at || (other.at === entry.at && other.order < entry.order)))
      low = middle + 1
    else high = middle
  }
  return low
}
