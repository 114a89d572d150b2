import type { Conversation } from '@otklik/contract'
import type { ConversationOrder } from './conversation-data.ts'
import type { ConversationPage, ConversationPages } from './conversation-cache.ts'

export interface MergeOptions {
  order: ConversationOrder
  /** Stays in the list even when it no longer matches: the person has it open. */
  keep: string | undefined
}

/** Lays a freshly read first page over the loaded list. Rows beyond its end stay; rows within it that it lacks have left. */
export function mergeFirstPage(
  data: ConversationPages,
  fresh: ConversationPage,
  { order, keep }: MergeOptions,
): ConversationPages {
  const known = data.pages.flatMap((page) => page.items)
  const ids = new Set(fresh.items.map((item) => item.id))
  const others = known.filter((item) => !ids.has(item.id))
  const end = fresh.items.at(-1)
  const beyond = fresh.nextCursor === null || !end ? [] : others.filter((item) => follows(item, end, order))
  const kept = others.find((item) => item.id === keep && !beyond.includes(item))
  const nextCursor = beyond.length > 0 ? (data.pages.at(-1)?.nextCursor ?? null) : fresh.nextCursor
  const items = withKept([...fresh.items, ...beyond], kept, known)
  return { pages: [{ items, nextCursor }], pageParams: [undefined] }
}

/** For a person who reads further down: rows are renewed where they stand. */
export function renewInPlace(data: ConversationPages, fresh: readonly Conversation[]): ConversationPages {
  const renewed = new Map(fresh.map((item) => [item.id, item]))
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => renewed.get(item.id) ?? item),
  }))
  return { ...data, pages }
}

/** How many dialogs above have something new from a person since the list was read. */
export function countNews(
  data: ConversationPages,
  fresh: ConversationPage,
  since: ReadonlyMap<string, string>,
): number {
  const known = new Set(data.pages.flatMap((page) => page.items.map((item) => item.id)))
  return fresh.items.filter(
    (item) =>
      !known.has(item.id) || (item.last?.direction === 'in' && since.get(item.id) !== item.lastMessageAt),
  ).length
}

function follows(item: Conversation, end: Conversation, order: ConversationOrder): boolean {
  if (order === 'waiting') return (item.unansweredSince ?? '9') > (end.unansweredSince ?? '')
  return item.lastMessageAt < end.lastMessageAt
}

/** Where it stood among its neighbours, so that it does not jump away from under the hand. */
function withKept(
  items: Conversation[],
  kept: Conversation | undefined,
  known: readonly Conversation[],
): Conversation[] {
  if (!kept) return items
  const at = Math.min(
    known.findIndex((item) => item.id === kept.id),
    items.length,
  )
  return [...items.slice(0, at), kept, ...items.slice(at)]
}
