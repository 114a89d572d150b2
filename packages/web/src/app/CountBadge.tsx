import { useQuery } from '@tanstack/react-query'
import { usePermission } from '../api/session.ts'
import { plannedCountsQuery } from '../planned/planned-data.ts'
import { useLingui } from '@lingui/react/macro'
import { useConversationCounters } from '../conversations/conversation-counters.ts'
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

/** Dialogs in which a person waits, and colleague dialogs not seen yet are not among them: they are no debt. */
export function ConversationsBadge({ className }: { className: string | undefined }) {
  return <CountBadge count={useConversationCounters()?.unanswered} className={className} />
}

/** R038: contacts of mine whose time has passed. */
export function OverdueBadge({ className }: { className: string | undefined }) {
  const { t } = useLingui()
  const mayRead = usePermission('interests.read')
  const overdue = useQuery({ ...plannedCountsQuery, enabled: mayRead }).data?.overdue ?? 0
  if (overdue === 0) return null
  return (
    <span className={className} role="img" aria-label={t`Просрочено контактов: ${overdue}`}>
      {overdue > 99 ? '99+' : overdue}
    </span>
  )
}
