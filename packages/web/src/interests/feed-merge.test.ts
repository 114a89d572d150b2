import type { Interest } from '@otklik/contract'
import { expect, it } from 'vitest'
import { leavesGap, mergeFirstPage, newcomers } from './feed-merge.ts'
import type { FeedData } from './interest-cache.ts'

const reply = { way: 'none', enabled: false, here: false, url: null } as const

function card(id: string, text = id): Interest {
  return {
    id,
    channelId: null,
    source: { title: null, url: null, channelName: 'API' },
    occurredAt: '2026-11-22T10:00:00Z',
    receivedAt: '2026-11-22T10:00:00Z',
    sourceType: 'vk',
    activityClass: 'social',
    author: null,
    action: 'comment',
    text,
    textShortened: false,
    product: null,
    productReason: null,
    responsible: null,
    responsibleSince: null,
    responsibleReason: null,
    processed: null,
    proofs: [],
    reply,
    answerState: null,
    intent: { weight: 30, by: 'class' },
    level: 'positive_neutral',
    isPublic: false,
    rating: null,
    handover: null,
    caseId: null,
    lead: null,
    planned: null,
    warnings: [],
    people: null,
    withdrawnAt: null,
    editedAt: null,
    removed: null,
    hasAttachments: false,
    version: 1,
  }
}

function list(...pages: string[][]): FeedData {
  return {
    pages: pages.map((names, index) => ({
      items: names.map((name) => card(name)),
      nextCursor: index === pages.length - 1 ? null : `after-${names.at(-1)}`,
    })),
    pageParams: pages.map((_, index) => (index === 0 ? undefined : `page-${index}`)),
  }
}

function ids(data: FeedData): string[] {
  return data.pages.flatMap((page) => page.items.map((item) => item.id))
}

it('puts newcomers where the order says and leaves the read ones in place', () => {
  const merged = mergeFirstPage(list(['a', 'b', 'c'], ['d']), {
    items: [card('new'), card('a'), card('middle'), card('c')],
    nextCursor: 'x',
  })
  expect(ids(merged)).toEqual(['new', 'a', 'middle', 'b', 'c', 'd'])
  expect(merged.pages[0]?.nextCursor).toBe('after-c')
})

it('renews a known card, on whatever page it stands', () => {
  const merged = mergeFirstPage(list(['a'], ['b']), { items: [card('b', 'changed')], nextCursor: null })
  expect(merged.pages[1]?.items[0]?.text).toBe('changed')
  expect(ids(merged)).toEqual(['a', 'b'])
})

it('fills an empty list', () => {
  expect(ids(mergeFirstPage(list([]), { items: [card('first')], nextCursor: null }))).toEqual(['first'])
})

it('notices that more came than one page shows', () => {
  const data = list(['a', 'b'])
  const fresh = { items: [card('x'), card('y')], nextCursor: 'more' }
  expect(newcomers(fresh.items, data)).toHaveLength(2)
  expect(leavesGap(fresh, data)).toBe(true)
  expect(leavesGap({ ...fresh, items: [card('x'), card('a')] }, data)).toBe(false)
  expect(leavesGap(fresh, list([]))).toBe(false)
})
