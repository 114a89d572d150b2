/** The state of the dialogs as it stands in the address bar: a link opens the same list, the same dialog, the same message. */
import { conversationTabs } from '@otklik/contract'
import type { ConversationFilter, ConversationTab } from '@otklik/contract'
import { knownWord, wordOf } from '../app/search-words.ts'

export interface ConversationsSearch {
  tab?: ConversationTab | undefined
  /** Words: in names and in messages of the whole history. */
  q?: string | undefined
  channelId?: string | undefined
  /** `me`, `none` or a colleague. */
  responsibleId?: string | undefined
  contactId?: string | undefined
  /** Only with marks of quality control. */
  marked?: boolean | undefined
  /** Who waits longest first. */
  order?: 'waiting' | undefined
  /** The opened dialog, and the message it is opened at. */
  dialog?: string | undefined
  message?: string | undefined
  /** On a phone: the page about the person. */
  about?: boolean | undefined
}

export const conversationFilters = ['q', 'channelId', 'responsibleId', 'contactId', 'marked'] as const

/** Tolerant: what it does not understand it drops, so that an old link still opens the dialogs. */
export function parseConversationsSearch(raw: Record<string, unknown>): ConversationsSearch {
  const tab = knownWord(conversationTabs, raw['tab'])
  const dialog = wordOf(raw['dialog'], 40)
  const found: ConversationsSearch = {
    tab: tab === 'all' ? undefined : tab,
    q: wordOf(raw['q'], 200),
    channelId: wordOf(raw['channelId'], 40),
    responsibleId: wordOf(raw['responsibleId'], 40),
    contactId: wordOf(raw['contactId'], 40),
    marked: isTrue(raw['marked']) || undefined,
    order: raw['order'] === 'waiting' ? 'waiting' : undefined,
    dialog,
    message: dialog === undefined ? undefined : wordOf(raw['message'], 40),
    about: (dialog !== undefined && isTrue(raw['about'])) || undefined,
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

/** What the server is asked. */
export function toConversationFilter(search: ConversationsSearch): ConversationFilter {
  const { tab = 'all', q, channelId, responsibleId, contactId, marked } = search
  return {
    tab,
    ...(q !== undefined && { q }),
    ...(channelId !== undefined && { channelId: [channelId] }),
    ...(responsibleId !== undefined && { responsibleId: [responsibleId] }),
    ...(contactId !== undefined && { contactId }),
    ...(marked && { marked }),
  }
}

export function narrows(search: ConversationsSearch): boolean {
  return conversationFilters.some((name) => search[name] !== undefined)
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}
