import { useLingui } from '@lingui/react/macro'
import { useUnanswered } from './counters.ts'

/** A counter of what waits; nothing when nothing waits. */
export function CountBadge({
  count,
  className,
}: {
  count: number | undefined
  className: string | undefined
}) {
  const { t } = useLingui()
  if (count === undefined || count === 0) return null
  return (
    <span className={className} role="img" aria-label={t`ждут ответа: ${count}`}>
      {count > 999 ? '999+' : count}
    </span>
  )
}

export function UnansweredBadge({ className }: { className: string | undefined }) {
  return <CountBadge count={useUnanswered()} className={className} />
}
