/** Time to the first answer: waits are grouped into fine steps in the database, ranks are found here. */
import type { Wait } from '@otklik/contract'
import { sql, type SQL } from 'drizzle-orm'

export interface WaitCount {
  /** Seconds, the lower edge of the step. */
  wait: number
  count: number
}

/**
 * Seconds cut down to a step: exact below ten minutes, then 10 s up to an hour, a minute up to two days, an hour beyond.
 * Grouping by a few thousand steps is one hashed pass; exact percentiles would sort every card once per breakdown.
 */
export function waitStep(seconds: SQL): SQL {
  return sql`case
    when ${seconds} < 600 then greatest(${seconds}, 0)
    when ${seconds} < 3600 then ${seconds} / 10 * 10
    when ${seconds} < 172800 then ${seconds} / 60 * 60
    else ${seconds} / 3600 * 3600 end`
}

/** Median and 90th percentile by nearest rank. */
export function measureWaits(waits: readonly WaitCount[]): Wait {
  const sorted = waits.toSorted((a, b) => a.wait - b.wait)
  const answered = sorted.reduce((sum, { count }) => sum + count, 0)
  return {
    answered,
    median: atRank(sorted, Math.ceil(answered * 0.5)),
    p90: atRank(sorted, Math.ceil(answered * 0.9)),
  }
}

function atRank(sorted: readonly WaitCount[], rank: number): number | null {
  let seen = 0
  for (const { wait, count } of sorted) {
    seen += count
    if (seen >= rank) return wait
  }
  return null
}
