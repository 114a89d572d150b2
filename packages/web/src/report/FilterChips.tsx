import { useLingui } from '@lingui/react/macro'
import { Chip } from '@otklik/ui'
import { IconX } from '@tabler/icons-react'
import { useFilterWords } from '../interests/use-filter-words.ts'
import type { FilterWords } from '../interests/use-filter-words.ts'
import type { ReportSearch } from './report-search.ts'
import { useReportSearch } from './use-report-search.ts'
import classes from './Report.module.css'

/** What narrows the report besides the period, each dropped by a click. */
export function FilterChips() {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  const words = useReportFilterWords(search)
  if (words.length === 0) return null
  return (
    <div className={classes['chips']} role="toolbar" aria-label={t`Фильтры`}>
      {words.map((one) => (
        <Chip
          key={one.name}
          icon={<IconX size={12} />}
          title={t`Убрать фильтр: ${one.words}`}
          onClick={() => setSearch({ [one.name]: undefined })}
        >
          {one.words}
        </Chip>
      ))}
    </div>
  )
}

/** The filters in words; the period is said elsewhere. */
export function useReportFilterWords(search: ReportSearch): FilterWords[] {
  const { period: _period, wait: _wait, from: _from, to: _to, ...filters } = search
  return useFilterWords(filters)
}
