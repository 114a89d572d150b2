import { Trans, useLingui } from '@lingui/react/macro'
import type { Member } from '@otklik/contract'
import { DateTime, StatusDot, useNow } from '@otklik/ui'

/** Here, away, or on leave until a day. */
export function PresenceWords({ member }: { member: Member }) {
  const { t } = useLingui()
  const now = useNow()
  const { absentUntil, presence } = member
  if (absentUntil !== null && new Date(absentUntil) > now) {
    return (
      <StatusDot tone="amber">
        <span>
          <Trans>
            нет до <DateTime value={absentUntil} />
          </Trans>
        </span>
      </StatusDot>
    )
  }
  return (
    <StatusDot tone={presence === 'present' ? 'green' : 'grey'}>
      {presence === 'present' ? t`на месте` : t`нет на месте`}
    </StatusDot>
  )
}
