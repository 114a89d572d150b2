/**
 * Search by words over the whole history. Runs as the owner of the tables with the workspace named in every condition:
 * under row-level security `@@` is not leakproof and the GIN index would not serve it.
 * Only ids come out of here; the cards are then read through row-level security like any others.
 */
import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Ctx } from '../platform/ctx.ts'
import { programRole } from '../platform/db/client.ts'
import { walkSteps, type FeedSort, type OrderKey } from './interest-order.ts'
import { interestParticipants } from './interest-people.table.ts'
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
  return asOwner(ctx, async () => {
    const query = await findWords(ctx, words)
    return walkSteps(page.sort, page.limit, (range, limit) =>
      searchRange(ctx, query, { where: and(inWorkspace(ctx), ...conditions, range), sort: page.sort, limit }),
    )
  })
}

/** Exact number of cards that hold the words. */
export async function countFound(ctx: Ctx, words: string, conditions: SQL[]): Promise<number> {
  return asOwner(ctx, async () => {
    const [row] = await ctx.db
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(interests)
      .where(and(inWorkspace(ctx), ...conditions, hasWords(ctx, await findWords(ctx, words))))
    return row?.count ?? 0
  })
}

/** What is looked for: words of a card, or a person on a card of many. */
interface Wanted {
  words: SQL
  /** Cards on which somebody of that name stands. */
  ofPeople: string[]
}

/** Cards found by the name of one of many people, the newest; more would be no help to a reader. */
const mostOfPeople = 500

async function findWords(ctx: Ctx, text: string): Promise<Wanted> {
  const words = wordQuery(text)
  const p = interestParticipants
  const rows = await ctx.db
    .selectDistinct({ interestId: p.interestId })
    .from(p)
    .where(and(eq(p.workspaceId, ctx.workspaceId), sql`${p.search} @@ ${words}`))
    .limit(mostOfPeople)
  return { words, ofPeople: rows.map(({ interestId }) => interestId) }
}

function matches({ words, ofPeople }: Wanted, columns: { search: SQL; id: SQL }): SQL {
  const byWords = sql`${columns.search} @@ ${words}`
  return ofPeople.length === 0 ? byWords : sql`(${byWords} or ${columns.id} in ${ofPeople})`
}

const ownColumns = { search: sql`${interests.search}`, id: sql`${interests.id}` }

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
async function searchRange(ctx: Ctx, query: Wanted, range: RangeSearch): Promise<OrderKey[]> {
  const { found, walked } = await walkFirst(ctx, query, range)
  if (found.length === range.limit || walked < walkLength) return found
  // A third of a page in the walk: walking on costs less than the word's whole list.
  if (found.length * 3 >= range.limit) return walkAll(ctx, query, range)
  return (await sortWhole(ctx, query, range)) ?? walkAll(ctx, query, range)
}

interface Walk {
  found: OrderKey[]
  /** How many cards were looked through; less than `walkLength`: there are no more. */
  walked: number
}

/** Cards are read only until the page is full; how many there were is asked only when it is not. */
async function walkFirst(ctx: Ctx, query: Wanted, { where, sort, limit }: RangeSearch): Promise<Walk> {
  const { rows } = await ctx.db.execute<{
    id: string | null
    occurred_at: string
    level_rank: number
    walked: number
  }>(sql`
    with walk as materialized (
      select ${interests.id} as id, ${interests.occurredAt} as occurred_at, ${interests.levelRank} as level_rank,
        ${interests.search} as search
      from ${interests} where ${where} order by ${sql.join(sort.by(), sql`, `)} limit ${walkLength}
    ), found as materialized (
      select id, occurred_at, level_rank from walk where ${matches(query, { search: sql`search`, id: sql`id` })} limit ${limit}
    )
    select id, occurred_at, level_rank, 0 as walked from found
    union all
    select null, null, null, (select count(*)::int from walk) where (select count(*) from found) < ${limit}`)
  return {
    found: rows.flatMap(({ id, occurred_at: at, level_rank: rank }) =>
      id === null ? [] : [{ id, occurredAt: new Date(at), levelRank: rank }],
    ),
    walked: rows.find(({ id }) => id === null)?.walked ?? 0,
  }
}

/** Everything the word index knows, sorted; undefined when that is too much. Without an order inside, the planner takes the word index. */
async function sortWhole(
  ctx: Ctx,
  query: Wanted,
  { where, sort, limit }: RangeSearch,
): Promise<OrderKey[] | undefined> {
  const list = ctx.db
    .select(orderKey)
    .from(interests)
    .where(and(where, hasWords(ctx, query)))
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

async function walkAll(ctx: Ctx, query: Wanted, { where, sort, limit }: RangeSearch): Promise<OrderKey[]> {
  return ctx.db
    .select(orderKey)
    .from(interests)
    .where(and(where, matches(query, ownColumns)))
    .orderBy(...sort.by())
    .limit(limit)
}

/**
 * On the connection of the transaction: a second one per request would let twenty searches at once wait for each other for ever.
 * A failure inside ends the transaction, and with it the role.
 */
async function asOwner<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  // Neither is waited for: they stand in the pipeline of the connection, and after a refused one every statement is refused.
  const { $client } = ctx.db
  $client.query('set local role none').catch(() => undefined)
  const result = await work()
  $client.query(`set local role ${programRole}`).catch(() => undefined)
  return result
}

/** The words, as the word index answers them: the workspace is a word beside them, so that other companies' cards are not even read. */
function hasWords(ctx: Ctx, { words, ofPeople }: Wanted): SQL {
  const byWords = sql`(${interests.search} @@ ${`'@${ctx.workspaceId}'`}::tsquery and ${interests.search} @@ ${words})`
  return ofPeople.length === 0 ? byWords : sql`(${byWords} or ${interests.id} in ${ofPeople})`
}

function inWorkspace(ctx: Ctx): SQL {
  return eq(interests.workspaceId, ctx.workspaceId)
}
