/** Sums of counted rows: everything on the page is added up from one reading. */
import type { Figures } from '@otklik/contract'
import type { FactRow } from './report-facts.ts'
import type { WaitCount } from './report-waits.ts'

export const noFigures: Figures = {
  interests: 0,
  processed: 0,
  withProof: 0,
  unanswered: 0,
  publicUnanswered: 0,
  conflicts: 0,
  leads: 0,
  acts: 0,
}

export function addFigures(a: Figures, b: Figures): Figures {
  return {
    interests: a.interests + b.interests,
    processed: a.processed + b.processed,
    withProof: a.withProof + b.withProof,
    unanswered: a.unanswered + b.unanswered,
    publicUnanswered: a.publicUnanswered + b.publicUnanswered,
    conflicts: a.conflicts + b.conflicts,
    leads: a.leads + b.leads,
    acts: a.acts + b.acts,
  }
}

export function totalOf(rows: readonly Figures[]): Figures {
  return rows.reduce(addFigures, noFigures)
}

/** Figures by key, whatever else the rows are split by. */
export function sumBy<T extends Figures, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, Figures> {
  const sums = new Map<K, Figures>()
  for (const row of rows) sums.set(keyOf(row), addFigures(sums.get(keyOf(row)) ?? noFigures, row))
  return sums
}

export type Line = Figures & { key: string | null; previous: number }

/** Lines of a breakdown, the largest first, with the number of the previous period; what was there only before stands too. */
export function linesOf(now: readonly FactRow[], before: readonly FactRow[]): Line[] {
  const current = sumBy(now, (row) => row.key)
  const previous = sumBy(before, (row) => row.key)
  return [...new Set([...current.keys(), ...previous.keys()])]
    .map((key) => ({ ...(current.get(key) ?? noFigures), key, previous: previous.get(key)?.interests ?? 0 }))
    .toSorted(
      (a, b) =>
        b.interests - a.interests || b.previous - a.previous || (a.key ?? '').localeCompare(b.key ?? ''),
    )
}

export function waitsOf(rows: readonly (FactRow & { wait: number | null })[]): WaitCount[] {
  return rows.flatMap(({ wait, interests }) => (wait === null ? [] : [{ wait, count: interests }]))
}

export function waitsByKey(
  rows: readonly (FactRow & { wait: number | null })[],
): Map<string | null, WaitCount[]> {
  const found = new Map<string | null, WaitCount[]>()
  for (const { key, wait, interests } of rows) {
    if (wait === null) continue
    const list = found.get(key)
    if (list) list.push({ wait, count: interests })
    else found.set(key, [{ wait, count: interests }])
  }
  return found
}
