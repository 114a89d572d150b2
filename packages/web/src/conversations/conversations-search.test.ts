import { describe, expect, test } from 'vitest'
import { narrows, parseConversationsSearch, toConversationFilter } from './conversations-search.ts'

describe('the address of the dialogs', () => {
  test('a link opens the same tab, filters, dialog and message', () => {
    const search = { tab: 'unanswered', channelId: 'c1', dialog: 'd1', message: 'm1', marked: true } as const
    expect(parseConversationsSearch({ ...search, marked: 'true' })).toEqual(search)
    expect(toConversationFilter(search)).toEqual({ tab: 'unanswered', channelId: ['c1'], marked: true })
  })

  test('what it does not know it drops, and a message without its dialog too', () => {
    expect(parseConversationsSearch({ tab: 'all', order: 'sideways', message: 'm1', about: true })).toEqual(
      {},
    )
  })

  test('an opened dialog hides nothing of the list; a filter does', () => {
    expect(narrows({ dialog: 'd1', tab: 'mine' })).toBe(false)
    expect(narrows({ responsibleId: 'me' })).toBe(true)
  })
})
