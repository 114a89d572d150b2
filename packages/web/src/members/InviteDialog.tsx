import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { roles, type Role } from '@otklik/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { setupQuery, useMe } from '../api/session.ts'
import { FormError } from '../sign-in/FormError.tsx'
import { refreshMembers } from './members.queries.ts'
import { useRoleWords } from './role-words.ts'
import { SecretDialog } from './SecretDialog.tsx'

/** Address and role; then the link, shown once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const me = useMe()
  const roleWords = useRoleWords()
  const mail = useQuery(setupQuery).data?.mail ?? false
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('manager')
  const invite = useMutation({
    mutationFn: () => api.members.invite({ email: email.trim(), role }),
    onSuccess: refreshMembers,
    meta: { quiet: true },
  })
  if (invite.data) {
    return (
      <SecretDialog
        title={t`Ссылка для ${invite.data.email}`}
        secret={invite.data.url ?? ''}
        onClose={onClose}
      >
        {mail ? (
          <Trans>Письмо со ссылкой отправлено. Её можно послать и самому; показать её снова нельзя.</Trans>
        ) : (
          <Trans>
            Отправьте её человеку любым способом. Она действует семь дней; показать её снова нельзя.
          </Trans>
        )}
      </SecretDialog>
    )
  }
  const offered = roles.filter((one) => one !== 'owner' || me.member?.role === 'owner')
  return (
    <Modal opened onClose={onClose} title={t`Пригласить сотрудника`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          invite.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t`Почта`}
            type="email"
            autoComplete="off"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Radio.Group
            label={t`Роль`}
            value={role}
            onChange={(value) => setRole(offered.find((one) => one === value) ?? 'manager')}
          >
            <Stack gap={8} mt={6}>
              {offered.map((one) => (
                <Radio key={one} value={one} label={roleWords(one).name} description={roleWords(one).about} />
              ))}
            </Stack>
          </Radio.Group>
          <FormError error={invite.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" loading={invite.isPending}>
              <Trans>Получить ссылку</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
