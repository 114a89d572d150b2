/**
 * The dialogs the browser holds: pages of lists, opened dialogs and their threads. Their keys stand apart from `conversations`,
 * which the frame makes stale at every live event: a long list must not be asked again for one new message.
 */
import type { Conversation, ConversationDetail } from '@otklik/contract'
import type { InfiniteData } from '@tanstack/react-query'
import { queryClient } from '../api/query-client.ts'

export interface ConversationPage {
  items: Conversation[]
  nextCursor: string | null
}
export type ConversationPages = InfiniteData<ConversationPage, string | undefined>

export const listKey = ['dialogs', 'list'] as const
export const dialogKey = (id: string) => ['dialog', id] as const
export const detailKey = (id: string) => ['dialog', id, 'detail'] as const

export function findConversation(id: string): Conversation | undefined {
  const detail = queryClient.getQueryData<ConversationDetail>(detailKey(id))
  if (detail) return detail
  for (const [, data] of queryClient.getQueriesData<ConversationPages>({ queryKey: listKey })) {
    const found = data?.pages.flatMap((page) => page.items).find((item) => item.id === id)
    if (found) return found
  }
  return undefined
}

/** Changes the dialog wherever it is shown; its place in the list stays, since somebody may be reading there. */
export function patchConversation(id: string, change: Partial<Conversation>): void {
  const patch = (item: Conversation) => (item.id === id ? { ...item, ...change } : item)
  queryClient.setQueriesData<ConversationPages>({ queryKey: listKey }, (data) => {
    if (!data?.pages.some((page) => page.items.some((item) => item.id === id))) return data
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patch) })) }
  })
  queryClient.setQueryData<ConversationDetail>(detailKey(id), (detail) => detail && { ...detail, ...change })
}

export function putDetail(detail: ConversationDetail): void {
  queryClient.setQueryData<ConversationDetail>(detailKey(detail.id), detail)
  patchConversation(detail.id, detail)
}

export async function refreshDialog(id: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: detailKey(id) })
}

export async function refreshConversationCounters(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['conversations', 'counters'] })
}
