/** The order «closest to purchase first» (R007): the weights are few and the classes and actions that wait are few, so each is walked apart. */
import { intentOf, type ActivityClass } from '@otklik/contract'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { readIntentWeights } from '../intents/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import { invalid } from '../platform/errors.ts'
import { decodeCursor, encodeCursor } from '../platform/page.ts'
import { byDate, uuid, type FeedSort, type OrderKey } from './interest-order.ts'
import { interests } from './interests.table.ts'

interface Kind extends Record<string, unknown> {
  activityClass: ActivityClass
  action: string
}

/** Only what waits stands in it. Kinds of one weight are merged by date, the newest first: interest cools. */
export async function intentSort(ctx: Ctx, cursor: string | undefined): Promise<FeedSort> {
  const after = cursor ? readIntentCursor(cursor) : undefined
  const weights = await readIntentWeights(ctx)
  const byWeight = Map.groupBy(await listWaitingKinds(ctx), (kind) => intentOf(weights, kind).weight)
  const place = after && sql`(${after.occurredAt.toISOString()}::timestamptz, ${after.id}::uuid)`
  const steps = [...byWeight]
    .filter(([weight]) => !after || weight <= after.weight)
    .toSorted(([a], [b]) => b - a)
    .map(([weight, kinds]) =>
      kinds.map(({ activityClass, action }) =>
        and(
          isNull(interests.processedAt),
          eq(interests.activityClass, activityClass),
          eq(interests.action, action),
          place && weight === after.weight
            ? sql`(${interests.occurredAt}, ${interests.id}) < ${place}`
            : undefined,
        ),
      ),
    )
  return { by: byDate, steps }
}

export async function intentCursorOf(ctx: Ctx, row: OrderKey & Kind): Promise<string> {
  const { weight } = intentOf(await readIntentWeights(ctx), row)
  return encodeCursor(['intent', row.occurredAt.toISOString(), row.id, String(weight)])
}

/** Read by jumping from kind to kind along the index, however many cards wait. */
async function listWaitingKinds(ctx: Ctx): Promise<Kind[]> {
  const i = interests
  const waits = sql`${i.workspaceId} = ${ctx.workspaceId} and ${i.processedAt} is null`
  const first = sql`(select ${i.activityClass} as c, ${i.action} as a from ${i} where ${waits} order by ${i.activityClass}, ${i.action} limit 1)`
  const next = sql`select n.c, n.a from kinds, lateral (select ${i.activityClass} as c, ${i.action} as a from ${i} where ${waits} and (${i.activityClass}, ${i.action}) > (kinds.c, kinds.a) order by ${i.activityClass}, ${i.action} limit 1) n`
  const { rows } = await ctx.db.execute<Kind>(
    sql`with recursive kinds as (${first} union all ${next}) select c as "activityClass", a as action from kinds`,
  )
  return rows
}

function readIntentCursor(cursor: string): { occurredAt: Date; id: string; weight: number } {
  const [order = '', date = '', id = '', text = ''] = decodeCursor(cursor, 4)
  const occurredAt = new Date(date)
  const weight = Number(text)
  if (order !== 'intent' || Number.isNaN(occurredAt.getTime()) || !uuid.test(id) || !Number.isInteger(weight))
    throw invalid('This cursor is not one of ours: start from the first page', { cursor: 'unknown' })
  return { occurredAt, id, weight }
}
