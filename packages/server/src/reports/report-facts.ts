/** The figures of one period, counted in one pass over its cards. */
import type { Figures, InterestFilter } from '@otklik/contract'
import { and, sql, type SQL } from 'drizzle-orm'
import { interestParticipants } from '../interests/interest-people.table.ts'
import { interests } from '../interests/interests.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { reportConditions } from './report-conditions.ts'
import type { Range } from './report-period.ts'
import { waitStep } from './report-waits.ts'
import { withWords } from './reports.search.ts'

export interface FactsQuery {
  filter: InterestFilter
  waitFrom: 'occurred' | 'received'
  timeZone: string
  range: Range
}

export type FactRow = Figures & { key: string | null }

export interface ReportFacts {
  /** One row for each step of waiting; null is a card without an answer. */
  bySourceType: (FactRow & { wait: number | null })[]
  byResponsible: (FactRow & { wait: number | null })[]
  byProduct: (FactRow & { month: string })[]
  byChannel: FactRow[]
  byClass: FactRow[]
  byAction: FactRow[]
  /** `key` is the local day. */
  byHour: (FactRow & { hour: number })[]
  people: number
}

/** In the order of `grouping sets` below. */
const sets = [
  'bySourceType',
  'byResponsible',
  'byProduct',
  'byChannel',
  'byClass',
  'byAction',
  'byHour',
] as const

interface SetRow extends Record<string, unknown>, Figures {
  set: (typeof sets)[number]
  key: string | null
  wait: number | null
  month: string | null
  hour: number | null
}

export async function readFacts(ctx: Ctx, query: FactsQuery): Promise<ReportFacts> {
  const { from, to } = query.range
  const filter = { ...query.filter, from: from.toISOString(), to: to.toISOString() }
  const conditions = await reportConditions(ctx, filter)
  return withWords(ctx, filter, async () => {
    const { rows } = await ctx.db.execute<SetRow>(countSets(conditions, query))
    return { ...sortOut(rows), people: await countPeople(ctx, conditions) }
  })
}

function sortOut(rows: readonly SetRow[]): Omit<ReportFacts, 'people'> {
  const facts: Omit<ReportFacts, 'people'> = {
    bySourceType: [],
    byResponsible: [],
    byProduct: [],
    byChannel: [],
    byClass: [],
    byAction: [],
    byHour: [],
  }
  for (const row of rows) {
    const fact = { ...figuresOf(row), key: row.key }
    if (row.set === 'byProduct') facts.byProduct.push({ ...fact, month: row.month ?? '' })
    else if (row.set === 'byHour') facts.byHour.push({ ...fact, hour: row.hour ?? 0 })
    else if (row.set === 'bySourceType' || row.set === 'byResponsible')
      facts[row.set].push({ ...fact, wait: row.wait })
    else facts[row.set].push(fact)
  }
  return facts
}

export function figuresOf({
  interests: count,
  processed,
  withProof,
  unanswered,
  publicUnanswered,
  conflicts,
  leads,
  acts,
}: Figures): Figures {
  return { interests: count, processed, withProof, unanswered, publicUnanswered, conflicts, leads, acts }
}

/**
 * Breakdowns together in one scan. Totals, months and the heat map are sums of these rows, so the parts of a page always agree.
 * Nothing but counts stands beside the grouping sets, so that all of them can be hashed and no card is ever sorted.
 * `offset 0` keeps the planner from looking inside: it would take every wait for a group of its own, fear for memory and sort.
 */
function countSets(conditions: SQL[], { waitFrom, timeZone }: FactsQuery): SQL {
  const since = waitFrom === 'occurred' ? interests.occurredAt : interests.receivedAt
  const seconds = sql`floor(date_part('epoch', ${interests.answeredAt} - ${since}))::int`
  return sql`
    select
      case grouping(source_type, responsible_id, product_id, channel_id, activity_class, action, day)
        when 63 then 'bySourceType' when 95 then 'byResponsible' when 111 then 'byProduct' when 119 then 'byChannel'
        when 123 then 'byClass' when 125 then 'byAction' else 'byHour' end as set,
      coalesce(source_type, responsible_id::text, product_id::text, channel_id::text, activity_class, action, to_char(day, 'YYYY-MM-DD')) as key,
      wait, month, hour,
      count(*)::int as interests,
      count(processed_at)::int as processed,
      count(*) filter (where proof_count > 0)::int as "withProof",
      (count(*) - count(processed_at))::int as unanswered,
      count(*) filter (where is_public and processed_at is null)::int as "publicUnanswered",
      count(*) filter (where level_rank >= 3 and processed_at is null)::int as conflicts,
      count(lead_id)::int as leads,
      sum(act_count)::int as acts
    from (
      select source_type, responsible_id, product_id, channel_id, activity_class, action, processed_at, proof_count, is_public, level_rank, lead_id, act_count,
        case when answered_at is not null then ${waitStep(seconds)} end as wait,
        local::date as day, date_part('hour', local)::int as hour, to_char(local, 'YYYY-MM') as month
      from (select *, ${interests.occurredAt} at time zone ${timeZone} as local from ${interests} where ${and(...conditions)}) ${interests}
      offset 0
    ) cards
    group by grouping sets ((source_type, wait), (responsible_id, wait), (product_id, month), (channel_id), (activity_class), (action), (day, hour))`
}

/** Authors of cards, and everybody on the cards of many. */
async function countPeople(ctx: Ctx, conditions: SQL[]): Promise<number> {
  const p = interestParticipants
  const { rows } = await ctx.db.execute<{ people: number }>(sql`
    select count(*)::int as people
    from (
      select ${interests.contactId} from ${interests} where ${and(...conditions)} and ${interests.contactId} is not null
      union
      select ${p.contactId} from ${p}
      where ${p.workspaceId} = ${ctx.workspaceId} and ${p.contactId} is not null and ${p.withdrawnAt} is null
        and ${p.interestId} in (select ${interests.id} from ${interests} where ${and(...conditions)} and ${interests.foldKey} is not null)
    ) people`)
  return rows[0]?.people ?? 0
}
