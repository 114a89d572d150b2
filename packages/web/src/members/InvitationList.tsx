import { Button, Text } from '@mantine/core'
import { Trans } from '@lingui/react/macro'
import type { Invitation } from '@otklik/contract'
import { DateTime, SkeletonRows } from '@otklik/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { invitationsQuery, refreshMembers } from './members.queries.ts'
import { useRoleWords } from './role-words.ts'
import classes from '../settings/Settings.module.css'

export function InvitationList() {
  const { data } = useQuery(invitationsQuery)
  if (!data) return <SkeletonRows count={2} height={52} />
  if (data.items.length === 0) {
    return (
      <Text c="dimmed">
        <Trans>Открытых приглашений нет.</Trans>
      </Text>
    )
  }
  return (
    <ul className={classes['rows']}>
      {data.items.map((invitation) => (
        <InvitationRow key={invitation.id} invitation={invitation} />
      ))}
    </ul>
  )
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const roleWords = useRoleWords()
  const { email, role, invitedBy, expiresAt, id } = invitation
  const revoke = useMutation({
    mutationFn: () => api.members.revokeInvitation({ id }),
    onSuccess: refreshMembers,
  })
  const roleName = roleWords(role).name
  return (
    <li className={classes['row']}>
      <div className={classes['rowWords']}>
        <strong>{email}</strong>
        <small>
          <Trans>
            {roleName}, зовёт {invitedBy}, до <DateTime value={expiresAt} />
          </Trans>
        </small>
      </div>
      <Button variant="default" size="xs" loading={revoke.isPending} onClick={() => revoke.mutate()}>
        <Trans>Отозвать</Trans>
      </Button>
    </li>
  )
}
