import type { ConversationFilter } from '@otklik/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { detailKey, dialogKey, listKey } from './conversation-cache.ts'
import type { ConversationPage, ConversationPages } from './conversation-cache.ts'

export type ConversationOrder = 'newest' | 'waiting'
const PAGE = 50

export async function readConversations(
  filter: ConversationFilter,
  order: ConversationOrder,
  cursor?: string,
): Promise<ConversationPage> {
  return api.conversations.list({ ...filter, order, limit: PAGE, ...(cursor !== undefined && { cursor }) })
}

export function conversationsQuery(filter: ConversationFilter, order: ConversationOrder) {
  return infiniteQueryOptions<
    ConversationPage,
    Error,
    ConversationPages,
    readonly ['dialogs', 'list', ConversationFilter, ConversationOrder],
    string | undefined
  >({
    queryKey: [...listKey, filter, order],
    queryFn: ({ pageParam }) => readConversations(filter, order, pageParam),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    staleTime: Infinity,
    gcTime: 60_000,
  })
}

export function detailQuery(id: string) {
  return queryOptions({
    queryKey: detailKey(id),
    queryFn: ({ signal }) => api.conversations.get({ id }, { signal }),
  })
}

/** Over the whole history; newest first. */
export function messageSearchQuery(input: { q: string; channelId?: string; conversationId?: string }) {
  const { channelId, ...rest } = input
  return infiniteQueryOptions({
    queryKey: ['dialogs', 'search', input],
    queryFn: ({ pageParam, signal }) =>
      api.conversations.search(
        {
          ...rest,
          limit: 30,
          ...(channelId !== undefined && { channelId: [channelId] }),
          ...(pageParam !== undefined && { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export function mediaQuery(id: string, kind: 'pictures' | 'files' | 'voice') {
  return infiniteQueryOptions({
    queryKey: [...dialogKey(id), 'media', kind],
    queryFn: ({ pageParam, signal }) =>
      api.conversations.media(
        { id, kind, limit: 24, ...(pageParam !== undefined && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
}

export function waysQuery(contactId: string) {
  return queryOptions({
    queryKey: ['dialogs', 'ways', contactId],
    queryFn: ({ signal }) => api.conversations.ways({ id: contactId }, { signal }),
  })
}

export function versionsQuery(id: string, messageId: string) {
  return queryOptions({
    queryKey: [...dialogKey(id), 'versions', messageId],
    queryFn: ({ signal }) => api.conversations.versions({ id, messageId }, { signal }),
  })
}

/** The dialog a card came from, if it came from one. */
export function dialogOfCardQuery(interestId: string) {
  return queryOptions({
    queryKey: ['dialogs', 'of-card', interestId],
    queryFn: ({ signal }) =>
      api.conversations
        .list({ interestId, limit: 1, order: 'newest' }, { signal })
        .then(({ items }) => items[0] ?? null),
  })
}
