import type { BusinessHours, ChannelLine, ConversationSettings } from '@otklik/contract'
import { t } from '@lingui/core/macro'
import { showUndo } from '@otklik/ui'
import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '../api/client.ts'
import { queryClient, showProblem } from '../api/query-client.ts'

export type Settings = z.infer<typeof ConversationSettings>
export type Line = z.infer<typeof ChannelLine>
export type Hours = z.infer<typeof BusinessHours>

export const settingsQuery = queryOptions({
  queryKey: ['conversation-settings', 'general'],
  queryFn: () => api.conversationSettings.get(),
})

export const channelListQuery = queryOptions({
  queryKey: ['channels', 'list'],
  queryFn: () => api.channels.list(),
})

export function lineQuery(id: string) {
  return queryOptions({
    queryKey: ['conversation-settings', 'line', id],
    queryFn: () => api.conversationSettings.line({ id }),
  })
}

/** Kept at once; a slip is taken back. True when the server agreed. */
export async function changeSettings(change: Partial<Settings>, before: Settings): Promise<boolean> {
  const save = async (part: Partial<Settings>) => {
    queryClient.setQueryData(settingsQuery.queryKey, await api.conversationSettings.update(part))
  }
  try {
    await save(change)
    const former = Object.fromEntries(Object.entries(before).filter(([name]) => name in change))
    showUndo({ title: t`Сохранено`, onUndo: () => void save(former).catch(showProblem) })
    return true
  } catch (error) {
    showProblem(error)
    return false
  }
}

interface LineChange {
  participantIds?: string[]
  onNewPerson?: Line['onNewPerson']
}

export async function changeLine(line: Line, change: LineChange): Promise<void> {
  const save = async (part: LineChange) => {
    const fresh = await api.conversationSettings.updateLine({ id: line.channelId, ...part })
    queryClient.setQueryData(lineQuery(line.channelId).queryKey, fresh)
  }
  const former: LineChange = {
    ...(change.participantIds && { participantIds: line.participants.map(({ id }) => id) }),
    ...(change.onNewPerson && { onNewPerson: line.onNewPerson }),
  }
  try {
    await save(change)
    showUndo({ title: t`Сохранено`, onUndo: () => void save(former).catch(showProblem) })
  } catch (error) {
    showProblem(error)
  }
}
