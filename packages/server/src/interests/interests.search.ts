/**
 * Search by words over the whole history. Runs as the owner of the tables with the workspace named in every condition:
 * under row-level security `@@` is not leakproof and the GIN index would not serve it.
 * Only ids come out of here; the cards are then read through row-level security like any others.
 */
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { programRole } from '../platform/db/client.ts'
import { walkSteps, type FeedSort, type OrderKey } from './interest-order.ts'
import { interests } from './interests.table.ts'

/**
 * First cards of the order looked through before the word index is asked: a word on every hundredth card fills
 * a page from them, and reading its whole list from the index would cost most. Rare words cost this walk
 * plus a short list. At a million cards the walk takes 3 ms, a list of 5,000 cards 10 ms.
 */
const walkLength = 5000

/** The longest list of the word index that is fetched and sorted whole. */
const listLength = 5000

const orderKey = { id: interests.id, occurredAt: interests.occurredAt, levelRank: interests.levelRank }

/** Keys of up to `limit` cards that hold the words, in the order of the feed. */
export async function searchInterests(
  ctx: Ctx,
  words: string,
  conditions: SQL[],
  page: { sort: FeedSort; limit: number },
): Promise<OrderKey[]> {
  const query = wordQuery(words)
  return asOwner(ctx, () =>
    walkSteps(page.sort, page.limit, (range, limit) =>
      searchRange(ctx, query, { where: and(inWorkspace(ctx), ...conditions, range), sort: page.sort, limit }),
    ),
  )
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
  const text = words.replaceAll('\0', ' ').toWellFormed().replaceAll('ё', 'е').replaceAll('Ё', 'Е').trim()
  const whole = sql`websearch_to_tsquery('russian', ${text})`
  const [, head = '', last = ''] = /^(.*?)([\p{L}\p{N}]{3,})$/su.exec(text) ?? []
  // Inside quotes, after a minus or an address sign the last letters are not a beginning of a word.
  if (!last || /["@./:_-]$/.test(head) || (head.match(/"/g)?.length ?? 0) % 2 === 1) return whole
  const beginning = sql`to_tsquery('simple', ${`${last.toLowerCase()}:*`})`
  return head.trim()
    ? sql`(${whole} || (websearch_to_tsquery('russian', ${head}) && ${beginning}))`
    : sql`(${whole} || ${beginning})`
}

interface RangeSearch {
  where: SQL | undefined
  sort: FeedSort
  limit: number
}

/** Three ways in turn, each bounded: frequent words end in the first, rare ones in the second, words that were frequent long ago in the third. */
async function searchRange(ctx: Ctx, query: SQL, range: RangeSearch): Promise<OrderKey[]> {
  const walked = await walkFirst(ctx, query, range)
  if (walked.length === range.limit || !(await reachesFurther(ctx, range))) return walked
  // A third of a page in the walk: walking on costs less than the word's whole list.
  if (walked.length * 3 >= range.limit) return walkAll(ctx, query, range)
  return (await sortWhole(ctx, query, range)) ?? walkAll(ctx, query, range)
}

async function walkFirst(ctx: Ctx, query: SQL, { where, sort, limit }: RangeSearch): Promise<OrderKey[]> {
  const first = ctx.db
    .select({ ...orderKey, search: interests.search })
    .from(interests)
    .where(where)
    .orderBy(...sort.by())
    .limit(walkLength)
    .as('first')
  return ctx.db
    .select({ id: first.id, occurredAt: first.occurredAt, levelRank: first.levelRank })
    .from(first)
    .where(sql`${first.search} @@ ${query}`)
    .limit(limit)
}

/** Everything the word index knows, sorted; undefined when that is too much. Without an order inside, the planner takes the word index. */
async function sortWhole(
  ctx: Ctx,
  query: SQL,
  { where, sort, limit }: RangeSearch,
): Promise<OrderKey[] | undefined> {
  const list = ctx.db
    .select(orderKey)
    .from(interests)
    .where(and(where, sql`${interests.search} @@ ${query}`))
    .limit(listLength + 1)
    .as('list')
  const rows = await ctx.db
    .select({
      id: list.id,
      occurredAt: list.occurredAt,
      levelRank: list.levelRank,
      total: sql<number>`count(*) over ()`.mapWith(Number),
    })
    .from(list)
    .orderBy(...sort.by(list))
    .limit(limit)
  return (rows[0]?.total ?? 0) > listLength ? undefined : rows
}

async function walkAll(ctx: Ctx, query: SQL, { where, sort, limit }: RangeSearch): Promise<OrderKey[]> {
  return ctx.db
    .select(orderKey)
    .from(interests)
    .where(and(where, sql`${interests.search} @@ ${query}`))
    .orderBy(...sort.by())
    .limit(limit)
}

/** Are there cards beyond the walk. */
async function reachesFurther(ctx: Ctx, range: RangeSearch): Promise<boolean> {
  const rows = await ctx.db
    .select({ id: interests.id })
    .from(interests)
    .where(range.where)
    .orderBy(...range.sort.by())
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
