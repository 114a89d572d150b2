import { useLingui } from '@lingui/react/macro'
import { formatNumber, useLocale } from '@otklik/ui'
import { weekdayName } from './report-days.ts'
import { useReport } from './report-state.ts'
import { Section } from './Section.tsx'
import classes from './HeatMap.module.css'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const weekdays = [1, 2, 3, 4, 5, 6, 7]
const steps = 5

/** When people come: hour of the day by day of the week. The number stands in the cell, the shade repeats it. */
export function HeatMap() {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { report } = useReport()
  const cells = new Map(report.byHour.map(({ weekday, hour, interests }) => [weekday * 24 + hour, interests]))
  const most = Math.max(1, ...cells.values())
  const zone = report.period.timeZone
  return (
    <Section title={t`По часам и дням недели`} wide note={t`Время рабочего пространства: ${zone}`}>
      <div className={classes['scroll']}>
        <table className={classes['map']}>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes['hidden']}>{t`День недели`}</span>
              </th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((weekday) => (
              <tr key={weekday}>
                <th scope="row">{weekdayName(weekday, locale)}</th>
                {hours.map((hour) => (
                  <td key={hour}>
                    <Cell
                      weekday={weekday}
                      hour={hour}
                      value={cells.get(weekday * 24 + hour) ?? 0}
                      most={most}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Cell({
  weekday,
  hour,
  value,
  most,
}: {
  weekday: number
  hour: number
  value: number
  most: number
}) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { openRows } = useReport()
  if (value === 0) return <span className={classes['cell']} data-step={0} />
  const day = weekdayName(weekday, locale, 'long')
  const title = t`${day}, ${hour}:00–${hour}:59`
  return (
    <button
      type="button"
      className={classes['cell']}
      data-step={Math.ceil((value / most) * steps)}
      aria-label={`${title}: ${formatNumber(value, locale)}`}
      onClick={() => openRows({ title, weekday, hour })}
    >
      {value > 9999 ? '9999+' : value}
    </button>
  )
}
