import { expect, test } from 'vitest'
import { leastLoaded, nextInTurn, ruleMatches } from './strategy.ts'

const queue = ['anna', 'timur', 'saule']
const all = new Set(queue)

test('the turn goes round and skips the absent', () => {
  expect(nextInTurn(queue, all, null)).toBe('anna')
  expect(nextInTurn(queue, all, 'saule')).toBe('anna')
  expect(nextInTurn(queue, new Set(['anna', 'saule']), 'anna')).toBe('saule')
  expect(nextInTurn(queue, new Set(), 'anna')).toBeNull()
})

test('somebody who left the queue does not stop the turn', () => {
  expect(nextInTurn(queue, all, 'gone')).toBe('anna')
})

test('the least loaded gets the card; equals take turns', () => {
  const open = new Map([
    ['anna', 3],
    ['timur', 1],
    ['saule', 1],
  ])
  expect(leastLoaded(queue, all, open, null)).toBe('timur')
  expect(leastLoaded(queue, all, open, 'timur')).toBe('saule')
  expect(leastLoaded(queue, new Set(['anna']), open, null)).toBe('anna')
  expect(leastLoaded(queue, new Set(), open, null)).toBeNull()
})

test('an empty condition matches everything, a filled one only its own', () => {
  const card = { channelId: 'c1', sourceType: 'vk', activityClass: 'social' as const }
  const rule = { channelIds: [], sourceTypes: [], activityClasses: [] }
  expect(ruleMatches(rule, card)).toBe(true)
  expect(ruleMatches({ ...rule, sourceTypes: ['ok'] }, card)).toBe(false)
  expect(ruleMatches({ ...rule, channelIds: ['c1'], sourceTypes: ['vk'] }, card)).toBe(true)
  expect(ruleMatches({ ...rule, channelIds: ['c1'] }, { ...card, channelId: null })).toBe(false)
})
