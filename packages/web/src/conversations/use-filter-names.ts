import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { teamQuery } from '../interests/pick-lists.ts'
import type { ConversationsSearch } from './conversations-search.ts'

const channelsQuery = { queryKey: ['channels', 'list'], queryFn: () => api.channels.list() }

export function useChannelNames(): { value: string; label: string }[] {
  const { data } = useQuery(channelsQuery)
  return (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

export function useColleagueNames(): { value: string; label: string }[] {
  const { t } = useLingui()
  const { data } = useQuery(teamQuery)
  return [
    { value: 'me', label: t`Я` },
    { value: 'none', label: t`Никто` },
    ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
}

/** What narrows the list now, in words, and how to drop each. */
export function useFilterNames(
  search: ConversationsSearch,
): { name: keyof ConversationsSearch; words: string }[] {
  const { t } = useLingui()
  const channels = useChannelNames()
  const colleagues = useColleagueNames()
  const labelOf = (options: { value: string; label: string }[], value: string) =>
    options.find((option) => option.value === value)?.label ?? '…'
  const { q, channelId, responsibleId, contactId, marked } = search
  return [
    ...(q === undefined ? [] : [{ name: 'q' as const, words: `«${q}»` }]),
    ...(channelId === undefined ? [] : [{ name: 'channelId' as const, words: labelOf(channels, channelId) }]),
    ...(responsibleId === undefined
      ? []
      : [{ name: 'responsibleId' as const, words: labelOf(colleagues, responsibleId) }]),
    ...(contactId === undefined ? [] : [{ name: 'contactId' as const, words: t`один человек` }]),
    ...(marked ? [{ name: 'marked' as const, words: t`с отметками качества` }] : []),
  ]
}
