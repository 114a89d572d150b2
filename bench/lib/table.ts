/** Results as a Markdown table. */
import type { ReportedResult } from './result.ts'

export function toTable(results: readonly ReportedResult[]): string {
  const head = ['What', 'Measured', 'Floor', 'To the floor', 'Target', '', 'Notes']
  const rows = results.map(({ name, value, unit, floor, ratio, target, goal, ok, notes }) => [
    name,
    `${value} ${unit}`,
    floor === null ? '' : String(floor),
    ratio === null ? '' : `× ${ratio}`,
    target === null ? '' : `${goal === 'most' ? '≤' : '≥'} ${target}`,
    ok === null ? '' : ok ? 'yes' : '**no**',
    notes,
  ])
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
