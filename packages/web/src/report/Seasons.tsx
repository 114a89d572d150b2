import { useLingui } from '@lingui/react/macro'
import { formatNumber, useLocale } from '@otklik/ui'
import { Figure } from './Figure.tsx'
import { monthName, stretchOfMonth } from './report-days.ts'
import { useReport } from './report-state.ts'
import { Section } from './Section.tsx'
import classes from './Report.module.css'

/** R177: products by month. Said only when the period touches more than one month. */
export function Seasons() {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { report, days } = useReport()
  const months = report.byMonth.map(({ month }) => month)
  if (months.length < 2) return null
  return (
    <Section title={t`Сезонность: месяц и продукт`} wide>
      <div className={classes['scroll']}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t`Продукт`}</th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {monthName(month, locale)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={classes['sum']}>
              <th scope="row">{t`Все отклики`}</th>
              {report.byMonth.map(({ month, interests }) => (
                <td key={month}>
                  <Figure
                    value={interests}
                    rows={stretchOfMonth(month, days)}
                    label={monthName(month, locale)}
                  />
                </td>
              ))}
            </tr>
            {report.seasons.map((season) => {
              const name = season.key === null ? t`Без продукта` : (season.name ?? t`Удалённый продукт`)
              return (
                <tr key={season.key ?? 'none'}>
                  <th scope="row">
                    <span className={classes['words']} title={name}>
                      {name}
                    </span>
                  </th>
                  {months.map((month) => (
                    <td key={month}>
                      <Figure
                        value={season.months[month] ?? 0}
                        rows={{ ...stretchOfMonth(month, days), productId: season.key ?? 'none' }}
                        label={`${name}, ${monthName(month, locale)}`}
                      >
                        {formatNumber(season.months[month] ?? 0, locale)}
                      </Figure>
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
