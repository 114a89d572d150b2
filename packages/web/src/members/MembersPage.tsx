import { Button } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { ErrorState, SkeletonRows } from '@otklik/ui'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { InvitationList } from './InvitationList.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { MemberRow } from './MemberRow.tsx'
import { membersQuery } from './members.queries.ts'
import classes from '../settings/Settings.module.css'

/** Colleagues: who is here, with what role, who is invited. */
export function MembersPage() {
  const { t } = useLingui()
  const mayManage = usePermission('members.manage')
  const [inviting, setInviting] = useState(false)
  const members = useQuery(membersQuery)
  return (
    <SettingsPage
      wide
      title={t`Сотрудники`}
      lead={t`Людей может быть сколько угодно. Кто отошёл или в отпуске, новых карточек не получает.`}
      actions={
        mayManage && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
            <Trans>Пригласить</Trans>
          </Button>
        )
      }
    >
      {members.isPending && <SkeletonRows count={4} height={60} />}
      {members.isError && (
        <ErrorState title={describeProblem(members.error).title} onRetry={() => void members.refetch()}>
          {describeProblem(members.error).detail}
        </ErrorState>
      )}
      {members.data && (
        <ul className={classes['rows']}>
          {members.data.items.map((member) => (
            <MemberRow key={member.id} member={member} mayManage={mayManage} />
          ))}
        </ul>
      )}
      {mayManage && (
        <SettingsPart title={t`Приглашения`} lead={t`Ссылка действует семь дней и срабатывает один раз.`}>
          <InvitationList />
        </SettingsPart>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </SettingsPage>
  )
}
