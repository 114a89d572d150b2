import { Trans } from '@lingui/react/macro'
import { formatDateTime, formatDuration, useLocale, useNow } from '@otklik/ui'
import { IconHourglass } from '@tabler/icons-react'
import classes from './DialogComposer.module.css'

const SOON = 3 * 3_600_000

/** How long the network still takes an answer: said before it closes. */
export function WindowClock({ until }: { until: string | null }) {
  const settings = useLocale()
  const now = useNow()
  if (until === null) return null
  const moment = new Date(until)
  const left = moment.getTime() - now.getTime()
  if (left <= 0) return null
  return (
    <span
      className={classes['window']}
      data-soon={left < SOON || undefined}
      title={formatDateTime(moment, now, settings)}
    >
      <IconHourglass size={14} />
      <Trans>Ответить можно ещё {formatDuration(left, settings.locale)}</Trans>
    </span>
  )
}
