import type { Interest } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { Chip, formatDay, formatTime, useLocale, useNow } from '@otklik/ui'
import { IconCalendarClock } from '@tabler/icons-react'
import classes from './Planned.module.css'

type Planned = NonNullable<Interest['planned']>

/** On a row: when the person is contacted next; red when that time has passed. */
export function PlannedMark({ planned }: { planned: Planned }) {
  const settings = useLocale()
  const now = useNow()
  const due = new Date(planned.dueAt)
  return (
    <Chip tone={due < now ? 'red' : 'blue'} icon={<IconCalendarClock />} title={usePlannedWords(planned)}>
      {formatDay(due, now, settings)}
    </Chip>
  )
}

/** The same where there is room for a sign alone. */
export function PlannedIcon({ planned }: { planned: Planned }) {
  const isLate = new Date(planned.dueAt) < useNow()
  return (
    <IconCalendarClock
      className={classes['sign']}
      data-overdue={isLate || undefined}
      size={14}
      role="img"
      aria-label={usePlannedWords(planned)}
    />
  )
}

function usePlannedWords({ dueAt, what, memberName }: Planned): string {
  const { t } = useLingui()
  const settings = useLocale()
  const due = new Date(dueAt)
  const when = `${formatDay(due, useNow(), settings)}, ${formatTime(due, settings)}`
  return t`Запланировано на ${when}: ${what} (${memberName})`
}
