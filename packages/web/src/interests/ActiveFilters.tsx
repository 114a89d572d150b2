import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { api } from '../api/client.ts'
import { useFeedControl } from './feed-control.ts'
import { activeFilters } from './feed-search.ts'
import { useFilterWords } from './use-filter-words.ts'
import classes from './Feed.module.css'

/** What narrows the list, each dropped by a click, and how many cards are left. */
export function ActiveFilters() {
  const { t } = useLingui()
  const { search, setSearch, filter } = useFeedControl()
  const words = useFilterWords(search)
  const { data } = useQuery({
    queryKey: ['interests', 'count', filter],
    queryFn: ({ signal }) => api.interests.count(filter, { signal }),
    enabled: words.length > 0,
  })
  if (words.length === 0) return null
  const clearAll = () => setSearch(Object.fromEntries(activeFilters(search).map((name) => [name, undefined])))
  return (
    <div className={classes['filters']} role="toolbar" aria-label={t`Фильтры`}>
      {words.map((one) => (
        <button
          key={one.name}
          type="button"
          className={classes['filter']}
          aria-label={t`Убрать фильтр: ${one.words}`}
          onClick={() => setSearch({ [one.name]: undefined })}
        >
          {one.words}
          <IconX size={13} />
        </button>
      ))}
      <button type="button" className={classes['clear']} onClick={clearAll}>
        <Trans>Сбросить</Trans>
      </button>
      {data && (
        <span className={classes['found']} role="status">
          <Plural value={data.count} one="# карточка" few="# карточки" many="# карточек" other="# карточки" />
        </span>
      )}
    </div>
  )
}
