/** One measured figure beside its floor, as a line of JSON on standard output. */

export interface Result {
  name: string
  value: number
  unit: string
  /** The same work with nothing of ours, measured in the same run; null where there is no such thing. */
  floor: number | null
  target: number | null
  /** `most`: the value must not be above the target; `least`: not below it. */
  goal: 'most' | 'least'
  notes: string
}

export interface ReportedResult extends Result {
  ratio: number | null
  ok: boolean | null
}

export function report(result: Result): void {
  const { value, floor, target, goal } = result
  const reported: ReportedResult = {
    ...result,
    value: round(value),
    floor: floor === null ? null : round(floor),
    ratio: floor === null || floor === 0 ? null : round(value / floor),
    ok: target === null ? null : goal === 'most' ? value <= target : value >= target,
  }
  process.stdout.write(`${JSON.stringify(reported)}\n`)
}

/** What is being done, for the person who waits. */
export function say(words: string): void {
  process.stderr.write(`  ${words}\n`)
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100
}
