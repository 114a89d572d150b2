import { Trans, useLingui } from '@lingui/react/macro'
import type { Figures } from '@otklik/contract'
import { formatNumber, useLocale } from '@otklik/ui'
import { Link } from '@tanstack/react-router'
import { useReport } from './report-state.ts'
import { dayName, monthName, stretchOfMonth } from './report-days.ts'
import { Section } from './Section.tsx'
import classes from './DayChart.module.css'

interface Column extends Figures {
  key: string
  label: string
  /** Under the axis; not every column has one. */
  mark: string | undefined
  /** A narrow screen leaves it out. */
  minor?: boolean
  days: { from: string; to: string }
}

/** More columns would be hairlines. */
const mostDays = 100

/** Interests by day, or by month for long periods; each column opens its day. */
export function DayChart() {
  const { t } = useLingui()
  const { report } = useReport()
  const columns = useColumns()
  const byMonth = report.byDay.length > mostDays
  if (columns.length < 2) return null
  return (
    <Section title={byMonth ? t`По месяцам` : t`По дням`} wide aside={<Legend />}>
      <Columns columns={columns} />
    </Section>
  )
}

function Columns({ columns }: { columns: readonly Column[] }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { feed } = useReport()
  const most = Math.max(1, ...columns.map(({ interests }) => interests))
  const height = (value: number) => `${(value / most) * 100}%`
  return (
    <div className={classes['chart']}>
      <div className={classes['axis']} aria-hidden>
        <span>{formatNumber(most, locale)}</span>
        <span>0</span>
      </div>
      <ol className={classes['columns']}>
        {columns.map(({ key, label, mark, minor, interests, unanswered, processed, days }) => {
          const words = t`${label}: откликов ${interests}, обработано ${processed}, без ответа ${unanswered}`
          return (
            <li key={key}>
              <Link
                to="/feed"
                search={feed(days)}
                className={classes['column']}
                aria-label={words}
                title={words}
              >
                <span className={classes['unanswered']} style={{ height: height(unanswered) }} />
                <span className={classes['processed']} style={{ height: height(processed) }} />
              </Link>
              <span className={classes['mark']} data-minor={minor || undefined} aria-hidden>
                {mark}
              </span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function Legend() {
  return (
    <ul className={classes['legend']}>
      <li>
        <span className={classes['processed']} />
        <Trans>обработано</Trans>
      </li>
      <li>
        <span className={classes['unanswered']} />
        <Trans>без ответа</Trans>
      </li>
    </ul>
  )
}

function useColumns(): Column[] {
  const { locale } = useLocale()
  const { report, days } = useReport()
  if (report.byDay.length > mostDays) {
    return report.byMonth.map((figures) => {
      const label = monthName(figures.month, locale)
      return { ...figures, key: figures.month, label, mark: label, days: stretchOfMonth(figures.month, days) }
    })
  }
  const step = Math.ceil(report.byDay.length / 10)
  return report.byDay.map((figures, index) => {
    const label = dayName(figures.day, locale)
    // The last mark would hang over the edge.
    const marked = index % step === 0 && index <= report.byDay.length - step / 2
    const minor = (index / step) % 2 === 1
    return {
      ...figures,
      key: figures.day,
      label,
      mark: marked ? label : undefined,
      minor,
      days: { from: figures.day, to: figures.day },
    }
  })
}
