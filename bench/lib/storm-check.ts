/** Whether everything that was acknowledged stands where people see it: once, and in its order. */
import type pg from 'pg'
import { whatOf } from '../../packages/server/src/test/storm.ts'

export interface Found {
  /** Events that are not in the ledger, or there more than once, or parked. */
  ledger: number
  /** Messages, comments and acts that are missing or doubled. */
  written: number
  /** Messages that stand before an earlier one of the same person. */
  outOfOrder: number
}

export async function findFaults(
  pool: pg.Pool,
  channelId: string,
  numbers: readonly number[],
): Promise<Found> {
  const one = async (statement: string): Promise<Record<string, number>> => {
    const { rows } = await pool.query<Record<string, string>>(statement, [channelId])
    return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]))
  }
  // What OK's lists say is fetched beside the pushes and lies there as pages.
  const ledger = await one(
    `select count(*) as "all", count(*) filter (where state <> 'done') as undone from inbound_events where channel_id = $1 and not meta ? 'page'`,
  )
  const messages = await one(
    `select count(*) as "all", count(distinct text) as different from messages where channel_id = $1 and direction = 'in'`,
  )
  const comments = await one(
    `select count(*) as "all", count(distinct text) as different from interests where channel_id = $1 and action = 'comment'`,
  )
  const acts = await one(
    `select count(*) as "all", count(distinct external_id) as different from interest_participants where channel_id = $1 and withdrawn_at is null`,
  )
  // As the thread shows them.
  const order = await one(
    `select count(*) filter (where number < before) as wrong from (
       select number, lag(number) over (partition by conversation_id order by occurred_at, id) as before from (
         select conversation_id, occurred_at, id, substring(text from '\\d+')::integer as number
         from messages where channel_id = $1 and direction = 'in') as said) as lines`,
  )
  const wanted = (what: ReturnType<typeof whatOf>) =>
    numbers.filter((number) => whatOf(number) === what).length
  return {
    ledger: Math.abs((ledger['all'] ?? 0) - numbers.length) + (ledger['undone'] ?? 0),
    written:
      difference(messages, wanted('message')) +
      difference(comments, wanted('comment')) +
      difference(acts, wanted('act')),
    outOfOrder: order['wrong'] ?? 0,
  }
}

function difference({ all = 0, different = 0 }: Record<string, number>, wanted: number): number {
  return Math.abs(different - wanted) + (all - different)
}
