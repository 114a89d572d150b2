import { useLingui } from '@lingui/react/macro'
import { PillTabs } from '@otklik/ui'
import { sourceWords } from '../interests/words.ts'
import { useReport } from './report-state.ts'
import { useReportSearch } from './use-report-search.ts'

/** R006: one network or all of them summed, over the same report. */
export function SourceSwitch() {
  const { t } = useLingui()
  const { report } = useReport()
  const [search, setSearch] = useReportSearch()
  const sum = report.sources.reduce((total, { interests }) => total + interests, 0)
  const sources = report.sources.map(({ sourceType, interests }) => ({
    value: sourceType,
    label: sourceWords(sourceType),
    count: interests,
  }))
  const chosen = search.sourceType ?? ''
  const several = chosen.includes(',')
    ? [{ value: chosen, label: t`Выбранные`, count: report.totals.interests }]
    : []
  return (
    <PillTabs
      label={t`Одна сеть или все`}
      tabs={[{ value: '', label: t`Все источники`, count: sum }, ...several, ...sources]}
      value={chosen}
      onChange={(value) => setSearch({ sourceType: value === '' ? undefined : value })}
    />
  )
}
