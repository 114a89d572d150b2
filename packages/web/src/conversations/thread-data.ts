/** The messages of one dialog as the browser holds them: one unbroken stretch that grows at both ends. */
import type { Message } from '@otklik/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { dialogKey } from './conversation-cache.ts'
import { mergeFresh, putInto, withoutMessage } from './thread-merge.ts'
import type { Thread } from './thread-merge.ts'

const PAGE = 50

/** `around`: the message it is opened at; without it the newest. */
export function threadKey(id: string, around: string | undefined) {
  return [...dialogKey(id), 'messages', around ?? 'newest'] as const
}

export function threadQuery(id: string, around: string | undefined) {
  return queryOptions<Thread, Error, Thread, ReturnType<typeof threadKey>>({
    queryKey: threadKey(id, around),
    queryFn: async ({ signal }) => {
      const place = around === undefined ? {} : { around }
      const fresh = await api.conversations.messages({ id, limit: PAGE, ...place }, { signal })
      return mergeFresh(queryClient.getQueryData<Thread>(threadKey(id, around)), fresh)
    },
    staleTime: Infinity,
  })
}

export async function readMore(
  id: string,
  around: string | undefined,
  end: 'older' | 'newer',
): Promise<void> {
  const key = threadKey(id, around)
  const cursor = queryClient.getQueryData<Thread>(key)?.[end]
  if (cursor === undefined || cursor === null) return
  const place = end === 'older' ? { before: cursor } : { after: cursor }
  const page = await api.conversations.messages({ id, limit: PAGE, ...place })
  queryClient.setQueryData<Thread>(key, (now) => {
    if (!now || now[end] !== cursor) return now
    const known = new Set(now.items.map((item) => item.id))
    const more = page.items.filter((item) => !known.has(item.id))
    return end === 'older'
      ? { ...now, items: [...more, ...now.items], older: page.older }
      : { ...now, items: [...now.items, ...more], newer: page.newer }
  })
}

/** Puts the message into every stretch that should show it. */
export function putMessage(message: Message): void {
  const key = [...dialogKey(message.conversationId), 'messages']
  queryClient.setQueriesData<Thread>({ queryKey: key }, (thread) => thread && putInto(thread, message))
}

export function dropMessage({ id, conversationId }: Pick<Message, 'id' | 'conversationId'>): void {
  const key = [...dialogKey(conversationId), 'messages']
  queryClient.setQueriesData<Thread>({ queryKey: key }, (thread) => thread && withoutMessage(thread, id))
}

/** A message that came or changed, told by a live event. */
export async function readMessage(conversationId: string, messageId: string): Promise<Message | undefined> {
  try {
    const message = await api.conversations.message({ id: conversationId, messageId })
    putMessage(message)
    return message
  } catch {
    // It may be gone or not ours to see; the next reading of the thread corrects it.
    return undefined
  }
}
