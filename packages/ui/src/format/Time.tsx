import { formatDateTime, formatDuration, formatExact, formatRelative } from './dates.ts'
import { useLocale } from './locale-context.ts'
import { formatMoney } from './money.ts'
import { useNow } from './use-now.ts'

interface TimeProps {
  value: Date | string
  className?: string
}

/** «сегодня, 14:05»; the exact moment with its time zone on hover. */
export function DateTime({ value, className }: TimeProps) {
  const settings = useLocale()
  const now = useNow()
  const moment = new Date(value)
  return (
    <time className={className} dateTime={moment.toISOString()} title={formatExact(moment, settings)}>
      {formatDateTime(moment, now, settings)}
    </time>
  )
}

/** «5 мин назад», kept true while the page is open; the exact moment on hover. */
export function RelativeTime({ value, className }: TimeProps) {
  const settings = useLocale()
  const now = useNow()
  const moment = new Date(value)
  return (
    <time className={className} dateTime={moment.toISOString()} title={formatExact(moment, settings)}>
      {formatRelative(moment, now, settings)}
    </time>
  )
}

/** «1 ч 20 мин» for a length of time in milliseconds. */
export function Duration({ milliseconds, className }: { milliseconds: number; className?: string }) {
  const { locale } = useLocale()
  return <span className={className}>{formatDuration(milliseconds, locale)}</span>
}

/** «12 500 ₽» in tabular figures. */
export function Money({ amount, currency }: { amount: number; currency: string }) {
  const { locale } = useLocale()
  return <span className="ok-figures">{formatMoney(amount, currency, locale)}</span>
}
