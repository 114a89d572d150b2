/** The joint report («Сводный отчёт», R189): one reading of the period and one of the equal period before it. */
import {
  activityClasses,
  type Figures,
  type InterestFilter,
  type JointReport,
  type ReportFilter,
  type ReportTotals,
  type WaitFrom,
} from '@otklik/contract'
import { and, sql } from 'drizzle-orm'
import { interests } from '../interests/interests.table.ts'
import { memberBriefs } from '../members/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { reportConditions } from './report-conditions.ts'
import { readFacts, type ReportFacts } from './report-facts.ts'
import { linesOf, noFigures, sumBy, totalOf, waitsByKey, waitsOf } from './report-figures.ts'
import { channelNames, distinct, productNames } from './report-names.ts'
import { daysOf, readPeriod, weekdayOf, type ReportPeriod } from './report-period.ts'
import { measureWaits } from './report-waits.ts'
import { withWords } from './reports.search.ts'

const mostProducts = 100
const mostSeasons = 20

export async function getJointReport(
  ctx: Ctx,
  input: ReportFilter & { waitFrom: WaitFrom },
): Promise<JointReport> {
  const { waitFrom, ...filter } = input
  const period = await readPeriod(ctx, filter)
  const query = { filter, waitFrom, timeZone: period.timeZone }
  const now = await readFacts(ctx, { ...query, range: period })
  const before = await readFacts(ctx, { ...query, range: period.previous })
  return {
    period: viewPeriod(period),
    totals: totalsOf(now),
    previous: totalsOf(before),
    sources: await listSources(ctx, filter, now),
    bySourceType: sourceLines(now, before),
    byChannel: await channelLines(ctx, now, before),
    byClass: linesOf(now.byClass, before.byClass).flatMap(({ key, ...line }) =>
      isClass(key) ? [{ ...line, key }] : [],
    ),
    byAction: linesOf(now.byAction, before.byAction).map((line) => ({ ...line, key: line.key ?? '' })),
    ...(await productLines(ctx, now, before)),
    byResponsible: await responsibleLines(ctx, now, before),
    byDay: dayLines(now, period),
    byMonth: monthLines(now),
    byHour: heatMap(now),
  }
}

function viewPeriod({ from, to, timeZone, previous }: ReportPeriod): JointReport['period'] {
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    timeZone,
    previous: { from: previous.from.toISOString(), to: previous.to.toISOString() },
  }
}

function totalsOf(facts: ReportFacts): ReportTotals {
  return {
    ...totalOf(facts.bySourceType),
    people: facts.people,
    wait: measureWaits(waitsOf(facts.bySourceType)),
  }
}

/** R006: the switch between networks shows them all while one is chosen. */
async function listSources(
  ctx: Ctx,
  filter: ReportFilter,
  facts: ReportFacts,
): Promise<JointReport['sources']> {
  const counts =
    filter.sourceType && filter.sourceType.length > 0
      ? await countSources(ctx, filter)
      : sumBy(facts.bySourceType, (row) => row.key ?? '')
  return [...counts]
    .map(([sourceType, figures]) => ({ sourceType, interests: figures.interests }))
    .toSorted((a, b) => b.interests - a.interests || a.sourceType.localeCompare(b.sourceType))
}

async function countSources(
  ctx: Ctx,
  { sourceType: _chosen, ...filter }: InterestFilter,
): Promise<Map<string, Pick<Figures, 'interests'>>> {
  const conditions = await reportConditions(ctx, filter)
  const { rows } = await withWords(ctx, filter, () =>
    ctx.db.execute<{ key: string; count: number }>(
      sql`select source_type as key, count(*)::int as count from ${interests} where ${and(...conditions)} group by source_type`,
    ),
  )
  return new Map(rows.map(({ key, count }) => [key, { interests: count }]))
}

function sourceLines(now: ReportFacts, before: ReportFacts): JointReport['bySourceType'] {
  const waits = waitsByKey(now.bySourceType)
  return linesOf(now.bySourceType, before.bySourceType).map((line) => ({
    ...line,
    key: line.key ?? '',
    wait: measureWaits(waits.get(line.key) ?? []),
  }))
}

async function channelLines(
  ctx: Ctx,
  now: ReportFacts,
  before: ReportFacts,
): Promise<JointReport['byChannel']> {
  const lines = linesOf(now.byChannel, before.byChannel)
  const names = await channelNames(
    ctx,
    lines.map(({ key }) => key),
  )
  return lines.map((line) => ({ ...line, name: names.get(line.key ?? '') ?? null }))
}

async function productLines(
  ctx: Ctx,
  now: ReportFacts,
  before: ReportFacts,
): Promise<Pick<JointReport, 'byProduct' | 'seasons'>> {
  const lines = linesOf(now.byProduct, before.byProduct).slice(0, mostProducts)
  const names = await productNames(
    ctx,
    lines.map(({ key }) => key),
  )
  const seasons = lines.filter(({ interests: count }) => count > 0).slice(0, mostSeasons)
  const months = new Map<string | null, Record<string, number>>(seasons.map(({ key }) => [key, {}]))
  for (const { key, month, interests: count } of now.byProduct)
    Object.assign(months.get(key) ?? {}, { [month]: count })
  return {
    byProduct: lines.map((line) => ({ ...line, name: names.get(line.key ?? '') ?? null })),
    seasons: seasons.map(({ key }) => ({
      key,
      name: names.get(key ?? '') ?? null,
      months: months.get(key) ?? {},
    })),
  }
}

async function responsibleLines(
  ctx: Ctx,
  now: ReportFacts,
  before: ReportFacts,
): Promise<JointReport['byResponsible']> {
  const lines = linesOf(now.byResponsible, before.byResponsible)
  const people = await memberBriefs(ctx, distinct(lines.map(({ key }) => key)))
  const waits = waitsByKey(now.byResponsible)
  return lines.map((line) => ({
    ...line,
    member: people.get(line.key ?? '') ?? null,
    wait: measureWaits(waits.get(line.key) ?? []),
  }))
}

function dayLines(facts: ReportFacts, period: ReportPeriod): JointReport['byDay'] {
  const sums = sumBy(facts.byHour, (row) => row.key)
  return daysOf(period, period.timeZone).map((day) => ({ ...(sums.get(day) ?? noFigures), day }))
}

function monthLines(facts: ReportFacts): JointReport['byMonth'] {
  const sums = sumBy(facts.byProduct, (row) => row.month)
  return [...sums]
    .map(([month, figures]) => ({ ...figures, month }))
    .toSorted((a, b) => a.month.localeCompare(b.month))
}

function heatMap(facts: ReportFacts): JointReport['byHour'] {
  const sums = sumBy(facts.byHour, ({ key, hour }) => weekdayOf(key ?? '') * 24 + hour)
  return [...sums]
    .toSorted(([a], [b]) => a - b)
    .map(([place, figures]) => ({
      weekday: Math.floor(place / 24),
      hour: place % 24,
      interests: figures.interests,
    }))
}

function isClass(key: string | null): key is JointReport['byClass'][number]['key'] {
  return key !== null && activityClasses.some((known) => known === key)
}
