import { expect, test } from 'vitest'
import { messageOf } from './conversation.fixtures.ts'
import { byDays, continues, mergeFresh, putInto } from './thread-merge.ts'

const at = (id: string, minute: number) =>
  messageOf({ id, occurredAt: `2026-11-29T10:${String(minute).padStart(2, '0')}:00.000Z` })
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

test('a late message takes its place in time, and a message that comes twice stands once', () => {
  const thread = { items: [at('a', 1), at('c', 3)], older: null, newer: null }
  const put = putInto(putInto(thread, at('b', 2)), at('b', 2))
  expect(ids(put)).toEqual(['a', 'b', 'c'])
})

test('a stretch that does not reach the end is not given what belongs beyond it', () => {
  const middle = { items: [at('b', 2), at('c', 3)], older: 'o', newer: 'n' }
  expect(ids(putInto(middle, at('z', 50)))).toEqual(['b', 'c'])
  expect(ids(putInto(middle, at('a', 1)))).toEqual(['b', 'c'])
})

test('after a lost connection the pages scrolled up to stay, unless messages are missing between', () => {
  const former = { items: [at('a', 1), at('b', 2), at('c', 3)], older: 'o', newer: null }
  expect(ids(mergeFresh(former, { items: [at('c', 3), at('d', 4)], older: 'x', newer: null }))).toEqual([
    'a',
    'b',
    'c',
    'd',
  ])
  expect(ids(mergeFresh(former, { items: [at('y', 40)], older: 'x', newer: null }))).toEqual(['y'])
})

test('messages stand by days, and one who writes on is not named again', () => {
  const items = [at('a', 1), at('b', 2), messageOf({ id: 'c', occurredAt: '2026-11-30T10:00:00.000Z' })]
  expect(byDays(items, (moment) => moment.slice(0, 10)).map(({ messages }) => messages.length)).toEqual([
    2, 1,
  ])
  expect(continues(at('b', 2), at('a', 1))).toBe(true)
  expect(continues(at('b', 30), at('a', 1))).toBe(false)
  expect(continues(messageOf({ id: 'n', direction: 'note' }), at('a', 1))).toBe(false)
})
