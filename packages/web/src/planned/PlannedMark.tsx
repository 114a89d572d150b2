import type { Interest } from '@otklik/contract'
import { useLingui } from '@lingui/react/macro'
import { Chip, formatDay, formatTime, useLocale, useNow } from '@otklik/ui'
import { IconCalendarClock } from '@tabler/icons-react'

/** On a row: when the person is contacted next; red when that time has passed. */
export function PlannedMark({ planned }: { planned: NonNullable<Interest['planned']> }) {
  const { t } = useLingui()
  const settings = useLocale()
  const now = useNow()
  const due = new Date(planned.dueAt)
  const when = `${formatDay(due, now, settings)}, ${formatTime(due, settings)}`
  return (
    <Chip
      tone={due < now ? 'red' : 'blue'}
      icon={<IconCalendarClock />}
      title={t`Запланировано на ${when}: ${planned.what} (${planned.memberName})`}
    >
      {formatDay(due, now, settings)}
    </Chip>
  )
}
