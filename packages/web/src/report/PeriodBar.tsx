import { useLingui } from '@lingui/react/macro'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { PillTabs } from '@otklik/ui'
import { periods } from './report-search.ts'
import type { Period } from './report-search.ts'
import { useReportSearch } from './use-report-search.ts'
import classes from './Report.module.css'

/** Which days are counted. An own period begins with the days shown before. */
export function PeriodBar({ days }: { days: { from: string; to: string } }) {
  const { t } = useLingui()
  const [search, setSearch] = useReportSearch()
  const isPhone = useMediaQuery('(max-width: 899px)', window.innerWidth < 900, {
    getInitialValueInEffect: false,
  })
  const words: Record<Period, string> = {
    today: t`Сегодня`,
    '7d': t`7 дней`,
    '30d': t`30 дней`,
    '90d': t`90 дней`,
    month: t`Месяц`,
    quarter: t`Квартал`,
    year: t`Год`,
    own: t`Свой`,
  }
  const tabs = periods.map((value) => ({ value, label: words[value] }))
  const value = search.period ?? '30d'
  const choose = (period: Period) =>
    setSearch(period === 'own' ? { period, ...days } : { period, from: undefined, to: undefined })
  const setDay = (part: { from?: string; to?: string }) => setSearch({ period: 'own', ...days, ...part })
  return (
    <div className={classes['period']}>
      {isPhone ? (
        <NativeSelect
          aria-label={t`Период`}
          data={tabs}
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = periods.find((period) => period === currentTarget.value)
            if (chosen) choose(chosen)
          }}
        />
      ) : (
        <PillTabs label={t`Период`} tabs={tabs} value={value} onChange={choose} />
      )}
      {value === 'own' && (
        <div className={classes['ownDays']}>
          <TextInput
            type="date"
            size="xs"
            aria-label={t`С какого дня`}
            value={days.from}
            max={days.to}
            onChange={({ currentTarget }) =>
              currentTarget.value !== '' && setDay({ from: currentTarget.value })
            }
          />
          <TextInput
            type="date"
            size="xs"
            aria-label={t`По какой день`}
            value={days.to}
            min={days.from}
            onChange={({ currentTarget }) =>
              currentTarget.value !== '' && setDay({ to: currentTarget.value })
            }
          />
        </div>
      )}
    </div>
  )
}
