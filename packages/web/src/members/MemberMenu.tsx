import { ActionIcon, Menu } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Member } from '@otklik/contract'
import { showNotice, showUndo } from '@otklik/ui'
import { IconBeach, IconDots, IconLink, IconLock, IconLockOpen, IconShieldOff } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { AbsenceDialog } from './AbsenceDialog.tsx'
import { refreshMembers, useUpdateMember } from './members.queries.ts'
import { SecretDialog } from './SecretDialog.tsx'

/** What an administrator may do for a colleague. */
export function MemberMenu({ member }: { member: Member }) {
  const { t } = useLingui()
  const [absence, setAbsence] = useState(false)
  const update = useUpdateMember()
  const link = useMutation({ mutationFn: () => api.members.createPasswordLink({ id: member.id }) })
  const removeFactor = useMutation({
    mutationFn: () => api.members.removeSecondFactor({ id: member.id }),
    onSuccess: async () => {
      showNotice({ tone: 'green', title: t`Второй шаг выключен: ${member.name}` })
      await refreshMembers()
    },
  })
  const close = () => {
    update.mutate(
      { id: member.id, disabled: true },
      {
        onSuccess: () =>
          showUndo({
            title: t`Доступ закрыт: ${member.name}`,
            onUndo: () => update.mutate({ id: member.id, disabled: false }),
          }),
      },
    )
  }
  return (
    <>
      <Menu width={280} position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t`Действия: ${member.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconBeach size={16} />} onClick={() => setAbsence(true)}>
            <Trans>Отпуск или болезнь</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => link.mutate()}>
            <Trans>Ссылка для нового пароля</Trans>
          </Menu.Item>
          {member.twoFactor && (
            <Menu.Item leftSection={<IconShieldOff size={16} />} onClick={() => removeFactor.mutate()}>
              <Trans>Выключить второй шаг: потерян телефон</Trans>
            </Menu.Item>
          )}
          {member.disabledAt === null ? (
            <Menu.Item color="red" leftSection={<IconLock size={16} />} onClick={close}>
              <Trans>Закрыть доступ</Trans>
            </Menu.Item>
          ) : (
            <Menu.Item
              leftSection={<IconLockOpen size={16} />}
              onClick={() => update.mutate({ id: member.id, disabled: false })}
            >
              <Trans>Вернуть доступ</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {absence && <AbsenceDialog member={member} onClose={() => setAbsence(false)} />}
      {link.data && (
        <SecretDialog
          title={t`Ссылка для нового пароля: ${member.name}`}
          secret={link.data.url}
          onClose={link.reset}
        >
          <Trans>
            Передайте её лично. Она действует час и срабатывает один раз; показать её снова нельзя.
          </Trans>
        </SecretDialog>
      )}
    </>
  )
}
