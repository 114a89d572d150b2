/** No distorted attribution (R015): where people came from first and last. */
import type { Attribution, ReportFilter } from '@otklik/contract'
import { sql } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { touchesOf } from './attribution-touches.ts'
import { reportConditions } from './report-conditions.ts'
import { readPeriod } from './report-period.ts'
import { withWords } from './reports.search.ts'

interface PairRow extends Record<string, unknown> {
  several: boolean
  first: string
  last: string
  people: number
}

export async function getAttribution(ctx: Ctx, filter: ReportFilter): Promise<Attribution> {
  const { to } = await readPeriod(ctx, filter)
  const people = touchesOf(ctx, await reportConditions(ctx, filter), to)
  const { rows } = await withWords(ctx, filter, () =>
    ctx.db.execute<PairRow>(sql`
      select touches > 1 as several, first, last, count(*)::int as people
      from (${people}) touches group by 1, 2, 3 order by people desc, first, last`),
  )
  const matrix = rows
    .filter((row) => row.several)
    .map(({ first, last, people: count }) => ({ first, last, people: count }))
  return {
    people: sumPeople(rows),
    several: sumPeople(matrix),
    matrix,
    siteOnly: sumPeople(matrix.filter(({ first, last }) => isSite(last) && !isSite(first))),
  }
}

function sumPeople(rows: readonly { people: number }[]): number {
  return rows.reduce((sum, { people }) => sum + people, 0)
}

/** Forms, comments and the chat of the company's own site. */
function isSite(sourceType: string): boolean {
  return sourceType.startsWith('site_')
}
