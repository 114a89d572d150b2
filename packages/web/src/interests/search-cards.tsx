import { t } from '@lingui/core/macro'
import { NetworkIcon } from '@otklik/ui'
import { api } from '../api/client.ts'
import type { Action } from '../app/actions.ts'
import { authorWords } from '../words/people.ts'

const SHOWN = 6

/** Cards by words, for the palette; `open` shows the chosen one. */
export async function searchCards(
  query: string,
  signal: AbortSignal,
  open: (id: string) => void,
): Promise<readonly Action[]> {
  const { items } = await api.interests.list({ q: query, limit: SHOWN }, { signal })
  return items.map((interest) => ({
    id: `card-${interest.id}`,
    group: t`Карточки`,
    words: authorWords(interest),
    detail: interest.text.slice(0, 120),
    icon: <NetworkIcon network={interest.sourceType} size={18} />,
    run: () => open(interest.id),
  }))
}
