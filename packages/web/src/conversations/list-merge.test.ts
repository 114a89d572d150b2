import { expect, test } from 'vitest'
import { conversationOf } from './conversation.fixtures.ts'
import { countNews, mergeFirstPage, renewInPlace } from './list-merge.ts'

const at = (id: string, minute: number, more = {}) =>
  conversationOf({ id, lastMessageAt: `2026-11-29T10:${String(minute).padStart(2, '0')}:00.000Z`, ...more })
const pages = (items: ReturnType<typeof at>[], nextCursor: string | null = null) => ({
  pages: [{ items, nextCursor }],
  pageParams: [undefined],
})
const ids = (data: ReturnType<typeof mergeFirstPage>) =>
  data.pages.flatMap((page) => page.items.map((item) => item.id))

test('a dialog with a new message goes to the top, and rows of further pages stay with their cursor', () => {
  const data = pages([at('a', 30), at('b', 20), at('c', 10), at('d', 5)], 'after-d')
  const fresh = { items: [at('c', 40), at('a', 30)], nextCursor: 'after-a' }
  const merged = mergeFirstPage(data, fresh, { order: 'newest', keep: undefined })
  expect(ids(merged)).toEqual(['c', 'a', 'b', 'd'])
  expect(merged.pages.at(-1)?.nextCursor).toBe('after-d')
})

test('an answered dialog leaves the tab, but not while it is open', () => {
  const data = pages([at('a', 30), at('b', 20), at('c', 10)])
  const fresh = { items: [at('a', 30), at('c', 10)], nextCursor: null }
  expect(ids(mergeFirstPage(data, fresh, { order: 'newest', keep: undefined }))).toEqual(['a', 'c'])
  expect(ids(mergeFirstPage(data, fresh, { order: 'newest', keep: 'b' }))).toEqual(['a', 'b', 'c'])
})

test('further down rows are renewed in place and news are counted for the pill', () => {
  const data = pages([at('a', 30), at('b', 20)])
  const since = new Map([
    ['a', at('a', 30).lastMessageAt],
    ['b', at('b', 20).lastMessageAt],
  ])
  const last = {
    direction: 'in' as const,
    text: 'Жду',
    attachment: null,
    authorName: 'Ира',
    state: null,
    at: '',
  }
  const fresh = { items: [at('b', 40, { last }), at('new', 35), at('a', 30)], nextCursor: null }
  expect(countNews(data, fresh, since)).toBe(2)
  expect(ids(renewInPlace(data, fresh.items))).toEqual(['a', 'b'])
  expect(renewInPlace(data, fresh.items).pages[0]?.items[1]?.last?.text).toBe('Жду')
})
