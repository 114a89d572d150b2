import { leadStates } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { formatDay, useLocale, useNow } from '@otklik/ui'
import type { LocaleSettings } from '@otklik/ui'
import { useQuery } from '@tanstack/react-query'
import { catalogueQuery, teamQuery } from './pick-lists.ts'
import { activeFilters, valuesOf } from './feed-search.ts'
import type { FeedSearch, FilterName } from './feed-search.ts'
import { actionWords, classWords, leadWords, levelWords, sourceWords } from './words.ts'

export interface FilterWords {
  name: FilterName
  words: string
}

/** Each active filter in words, for the chips over the list and for «ничего не нашлось». */
export function useFilterWords(search: FeedSearch): FilterWords[] {
  const { t } = useLingui()
  const settings = useLocale()
  const now = useNow()
  const names = activeFilters(search)
  const { data: team } = useQuery({ ...teamQuery, enabled: names.includes('responsibleId') })
  const { data: catalogue } = useQuery({ ...catalogueQuery(''), enabled: names.includes('productId') })
  const personOf = (id: string) => {
    if (id === 'me') return t`я`
    return id === 'none' ? t`никто` : (team?.items.find((member) => member.id === id)?.name ?? t`коллега`)
  }
  const productOf = (id: string) => {
    if (id === 'none') return t`без продукта`
    return catalogue?.items.find((product) => product.id === id)?.name ?? t`продукт`
  }
  const each = (name: Parameters<typeof valuesOf>[1], say: (value: string) => string) =>
    valuesOf(search, name).map(say).join(', ')
  const words: Record<FilterName, () => string> = {
    sourceType: () => each('sourceType', sourceWords),
    activityClass: () => each('activityClass', classWords),
    action: () => each('action', actionWords),
    channelId: () => t`один канал`,
    productId: () => each('productId', productOf),
    responsibleId: () => {
      const people = each('responsibleId', personOf)
      return t`отвечает: ${people}`
    },
    lead: () =>
      each('lead', (state) => leadWords(leadStates.find((known) => known === state) ?? 'open').words),
    level: () => each('level', levelWords),
    processed: () => (search.processed ? t`обработанные` : t`необработанные`),
    hasProof: () => (search.hasProof ? t`с подтверждением` : t`без подтверждения`),
    isPublic: () => (search.isPublic ? t`публичные` : t`личные`),
    intentFrom: () => {
      const from = search.intentFrom ?? 0
      return t`намерение от ${from}`
    },
    q: () => `«${search.q ?? ''}»`,
    contactId: () => t`один автор`,
    caseId: () => t`одно обращение`,
    from: () => {
      const day = dayWords(search.from, now, settings)
      return t`с ${day}`
    },
    to: () => {
      const day = dayWords(search.to, now, settings)
      return t`по ${day}`
    },
  }
  return names.map((name) => ({ name, words: words[name]() }))
}

function dayWords(value: string | undefined, now: Date, settings: LocaleSettings): string {
  if (value === undefined) return ''
  // Noon keeps a bare day the same day in every zone.
  return formatDay(new Date(value.length === 10 ? `${value}T12:00:00Z` : value), now, settings)
}
