/**
 * Search by words over the whole history. Runs as the owner of the tables with the workspace named in every condition:
 * under row-level security `@@` is not leakproof and the GIN index would not serve it.
 * Only ids come out of here; the cards are then read through row-level security like any others.
 */
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { programRole } from '../platform/db/client.ts'
import type { FeedSort, OrderKey } from './interest-order.ts'
import { interests } from './interests.table.ts'

/**
 * Newest cards looked through before the word index is asked: a word on more than one card in a hundred fills a page
 * from them, and reading its whole list from the index would cost most. Rare words cost this walk plus a short list.
 */
const walkLength = 5000

const orderKey = { id: interests.id, occurredAt: interests.occurredAt, levelRank: interests.levelRank }

/** Keys of up to `limit` cards that hold the words, in the order of the feed. */
export async function searchInterests(ctx: Ctx, words: string, conditions: SQL[], page: { sort: FeedSort; limit: number }): Promise<OrderKey[]> {
  const query = wordQuery(words)
  return asOwner(ctx, async () => {
    const found: OrderKey[] = []
    for (const range of page.sort.ranges) {
      if (found.length >= page.limit) break
      const where = and(inWorkspace(ctx), ...conditions, range)
      found.push(...(await searchRange(ctx, query, { where, by: page.sort.by, limit: page.limit - found.length })))
    }
    return found
  })
}

/** Exact number of cards that hold the words. */
export async function countFound(ctx: Ctx, words: string, conditions: SQL[]): Promise<number> {
  return asOwner(ctx, async () => {
    const [row] = await ctx.db
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(interests)
      .where(and(inWorkspace(ctx), ...conditions, sql`${interests.search} @@ ${wordQuery(words)}`))
    return row?.count ?? 0
  })
}

/** Words in Russian and English forms, quoted phrases, `-word`; the last word also as the beginning of one, for search while typing. */
export function wordQuery(words: string): SQL {
  const text = words.replaceAll('ё', 'е').replaceAll('Ё', 'Е').trim()
  const whole = sql`websearch_to_tsquery('russian', ${text})`
  const [, head = '', last = ''] = /^(.*?)([\p{L}\p{N}]{3,})$/su.exec(text) ?? []
  // Inside quotes, after a minus or an address sign the last letters are not a beginning of a word.
  if (!last || /["@./:_-]$/.test(head) || (head.match(/"/g)?.length ?? 0) % 2 === 1) return whole
  const beginning = sql`to_tsquery('simple', ${`${last.toLowerCase()}:*`})`
  return head.trim() ? sql`(${whole} || (websearch_to_tsquery('russian', ${head}) && ${beginning}))` : sql`(${whole} || ${beginning})`
}

interface RangeSearch {
  where: SQL | undefined
  by: SQL[]
  limit: number
}

async function searchRange(ctx: Ctx, query: SQL, range: RangeSearch): Promise<OrderKey[]> {
  const near = ctx.db
    .select({ ...orderKey, search: interests.search })
    .from(interests)
    .where(range.where)
    .orderBy(...range.by)
    .limit(walkLength)
    .as('near')
  const walked = await ctx.db
    .select({ id: near.id, occurredAt: near.occurredAt, levelRank: near.levelRank })
    .from(near)
    .where(sql`${near.search} @@ ${query}`)
    .limit(range.limit)
  if (walked.length === range.limit || !(await reachesFurther(ctx, range))) return walked
  // Too rare for the walk: here the planner, which knows how often words occur, chooses the index.
  return ctx.db
    .select(orderKey)
    .from(interests)
    .where(and(range.where, sql`${interests.search} @@ ${query}`))
    .orderBy(...range.by)
    .limit(range.limit)
}

/** Are there cards beyond the walk. */
async function reachesFurther(ctx: Ctx, range: RangeSearch): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: interests.id })
    .from(interests)
    .where(range.where)
    .orderBy(...range.by)
    .offset(walkLength)
    .limit(1)
  return rows.length > 0
}

/**
 * On the connection of the transaction: a second one per request would let twenty searches at once wait for each other for ever.
 * A failure inside ends the transaction, and with it the role.
 */
async function asOwner<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  await ctx.db.execute(sql`set local role none`)
  const result = await work()
  await ctx.db.execute(sql`set local role ${sql.raw(programRole)}`)
  return result
}

function inWorkspace(ctx: Ctx): SQL {
  return eq(interests.workspaceId, ctx.workspaceId)
}
