import { expect, test } from 'vitest'
import { buildAuthor, buildInbound } from '../interests/interests.fixtures.ts'
import { laneKeys, splitIntoLanes } from './drain-lanes.ts'
import type { ReceiveOutcome, Signal } from './channel.ts'

const at = new Date('2026-11-20T12:00:00Z')

function told(signal: Signal): ReceiveOutcome {
  return { kind: 'signals', items: [signal] }
}

function words(author: string, objectKey: string): ReceiveOutcome {
  const interest = buildInbound({ objectKey, author: buildAuthor({ externalId: author }) })
  return told({ kind: 'interest', interest })
}

/** Which lane each event fell into. */
function lanesOf(outcomes: ReceiveOutcome[]): number[] {
  const lanes = splitIntoLanes(outcomes, 4, laneKeys)
  return outcomes.map((outcome) => lanes.findIndex((lane) => lane.includes(outcome)))
}

test('what concerns one person, chat or thing stays in one lane in its order, also through a third event', () => {
  const first = words('olga', 'vk:1')
  const edit = told({ kind: 'edited', of: { kind: 'interest', objectKey: 'vk:1' }, text: 'x', at })
  const second = words('olga', 'vk:2')
  const other = words('petr', 'vk:3')
  const outcomes = [first, other, edit, second]
  const [a, b, c, d] = lanesOf(outcomes)
  expect([c, d]).toEqual([a, a])
  expect(b).not.toBe(a)
  expect(splitIntoLanes(outcomes, 4, laneKeys)[a ?? 0]).toEqual([first, edit, second])
})

test('a chat, its receipts and its permission share a lane, and different people are spread over all lanes', () => {
  const typing = told({ kind: 'typing', chatId: 'c1' })
  const read = told({ kind: 'receipt', chatId: 'c1', messageId: null, state: 'read', at })
  const people = ['a', 'b', 'c'].map((name) => words(name, `vk:${name}`))
  const [one, two, ...rest] = lanesOf([typing, read, ...people])
  expect(two).toBe(one)
  expect(new Set([one, ...rest]).size).toBe(4)
})
