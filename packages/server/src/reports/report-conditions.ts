/** Which cards a figure is made of: the filters of the feed, and the few more that only a report names. */
import type { InterestFilter, ReportRowsFilter } from '@otklik/contract'
import { isNull, sql, type SQL } from 'drizzle-orm'
import { filterConditions, wordQuery } from '../interests/index.ts'
import { interests } from '../interests/interests.table.ts'
import type { Ctx } from '../platform/ctx.ts'
import { touchesOf } from './attribution-touches.ts'

/** The filter of the feed with its words. Run it inside `withWords` when there are any. */
export async function reportConditions(ctx: Ctx, filter: InterestFilter): Promise<SQL[]> {
  const words = filter.q?.trim()
  const conditions = await filterConditions(ctx, filter)
  return words ? [...conditions, sql`${interests.search} @@ ${wordQuery(words)}`] : conditions
}

/** Conditions of the rows behind any figure of the report. */
export async function rowConditions(ctx: Ctx, filter: ReportRowsFilter, timeZone: string): Promise<SQL[]> {
  const { weekday, hour, firstTouch, lastTouch, withoutChannel, ...feed } = filter
  const local = sql`(${interests.occurredAt} at time zone ${timeZone})`
  return [
    ...(await reportConditions(ctx, feed)),
    weekday === undefined ? undefined : sql`extract(isodow from ${local}) = ${weekday}`,
    hour === undefined ? undefined : sql`extract(hour from ${local}) = ${hour}`,
    withoutChannel ? isNull(interests.channelId) : undefined,
    firstTouch === undefined && lastTouch === undefined
      ? undefined
      : await ofTouches(ctx, feed, { firstTouch, lastTouch }),
  ].filter((condition): condition is SQL => condition !== undefined)
}

interface Touches {
  firstTouch: string | undefined
  lastTouch: string | undefined
}

/** Cards of people who came from there first and last, as the matrix counts them. */
async function ofTouches(
  ctx: Ctx,
  filter: ReportRowsFilter,
  { firstTouch, lastTouch }: Touches,
): Promise<SQL> {
  const people = touchesOf(ctx, await reportConditions(ctx, filter), new Date(filter.to))
  const first = firstTouch === undefined ? sql`true` : sql`t.first = ${firstTouch}`
  const last = lastTouch === undefined ? sql`true` : sql`t.last = ${lastTouch}`
  return sql`${interests.contactId} in (select t.contact_id from (${people}) t where t.touches > 1 and ${first} and ${last})`
}
