import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { plannedOfQuery } from './planned-data.ts'
import type { PlanTarget } from './planned-data.ts'
import { PlannedItem } from './PlannedItem.tsx'
import classes from './Planned.module.css'

/** On the card: what is planned with its author, from whichever card it was planned. */
export function PlannedList({ of }: { of: PlanTarget }) {
  const { t } = useLingui()
  const { data } = useQuery(plannedOfQuery(of))
  if (!data || data.items.length === 0) return null
  return (
    <section className={classes['box']} aria-label={t`Запланировано`}>
      <h3 className={classes['boxTitle']}>{t`Запланировано`}</h3>
      <ul className={classes['list']}>
        {data.items.map((planned) => (
          <PlannedItem key={planned.id} planned={planned} withPerson={false} />
        ))}
      </ul>
    </section>
  )
}
