import type { InterestDetail } from '@otklik/contract'
import { queryOptions, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { cardKey, detailKey, findInterest } from '../interest-cache.ts'

export function cardQuery(id: string) {
  return queryOptions({
    queryKey: detailKey(id),
    queryFn: ({ signal }) => api.interests.get({ id }, { signal }),
  })
}

/** The card in full; until it arrives, what its row already knows. */
export function useCard(id: string): UseQueryResult<InterestDetail> {
  return useQuery({ ...cardQuery(id), placeholderData: () => sketch(id) })
}

export function historyQuery(id: string) {
  return queryOptions({
    queryKey: [...cardKey(id), 'history'],
    queryFn: ({ signal }) => api.interests.history({ id }, { signal }),
  })
}

export function answersQuery(id: string) {
  return queryOptions({
    queryKey: [...cardKey(id), 'answers'],
    queryFn: ({ signal }) => api.interests.answers({ id }, { signal }),
  })
}

export function authorQuery(id: string, contactId: string) {
  return queryOptions({
    queryKey: [...cardKey(id), 'author'],
    queryFn: ({ signal }) => api.contacts.panel({ id: contactId, exceptInterestId: id }, { signal }),
  })
}

function sketch(id: string): InterestDetail | undefined {
  const row = findInterest(id)
  return (
    row && {
      quoted: null,
      fields: [],
      attachments: [],
      letter: null,
      remoteFiles: [],
      acts: [],
      earlierTexts: [],
      context: { post: null, parent: null },
      campaign: null,
      recognisedBy: null,
      caseInterests: [],
      ...row,
    }
  )
}
