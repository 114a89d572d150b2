import type { Interest } from '@otklik/contract'
import type { FeedData, FeedPageData } from './interest-cache.ts'

/** Cards of a freshly read first page that the list does not hold yet. */
export function newcomers(fresh: readonly Interest[], data: FeedData): Interest[] {
  const known = new Set(data.pages.flatMap((page) => page.items.map((item) => item.id)))
  return fresh.filter((item) => !known.has(item.id))
}

/** So many arrived that between them and the loaded list there may be others: the list must be read anew. */
export function leavesGap(fresh: FeedPageData, data: FeedData): boolean {
  const loaded = data.pages.some((page) => page.items.length > 0)
  return loaded && fresh.nextCursor !== null && newcomers(fresh.items, data).length === fresh.items.length
}

/**
 * Lays a freshly read first page over the loaded list: newcomers go where the order puts them, known cards are renewed
 * in place, and cards that no longer match stay, since somebody may be reading them. Cursors stay valid: they name the last
 * card of a page and not a number.
 */
export function mergeFirstPage(data: FeedData, fresh: FeedPageData): FeedData {
  const [first, ...rest] = data.pages
  if (!first) return { ...data, pages: [fresh], pageParams: [undefined] }
  const renewed = new Map(fresh.items.map((item) => [item.id, item]))
  const coming = new Set(newcomers(fresh.items, data).map((item) => item.id))
  const renew = (items: readonly Interest[]) => items.map((item) => renewed.get(item.id) ?? item)
  const head = insertInOrder(renew(first.items), fresh.items, coming)
  const tail = rest.map((page) => ({ ...page, items: renew(page.items) }))
  return { ...data, pages: [{ items: head, nextCursor: first.nextCursor }, ...tail] }
}

/** Each newcomer stands right after the card that precedes it in the fresh page; the first ones go to the top. */
function insertInOrder(
  shown: Interest[],
  fresh: readonly Interest[],
  coming: ReadonlySet<string>,
): Interest[] {
  const result = [...shown]
  let place = 0
  for (const item of fresh) {
    if (coming.has(item.id)) {
      result.splice(place, 0, item)
      place += 1
      continue
    }
    const known = result.findIndex((other) => other.id === item.id)
    if (known >= 0) place = known + 1
  }
  return result
}
