import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { isPermission } from '@otklik/contract'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { useMe } from '../api/session.ts'
import { usePermissionWords } from '../members/role-words.ts'
import { SecretDialog } from '../members/SecretDialog.tsx'
import { FormError } from '../sign-in/FormError.tsx'

/** Name and scopes; then the key, shown once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { permissions } = useMe()
  const permissionWords = usePermissionWords()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['interests.create'])
  const create = useMutation({
    mutationFn: () => api.apiKeys.create({ name, scopes: scopes.filter(isPermission) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
    meta: { quiet: true },
  })
  if (create.data) {
    return (
      <SecretDialog title={t`Ключ «${name}»`} secret={create.data.secret} onClose={onClose}>
        <Trans>Скопируйте его сейчас: показать ключ снова нельзя, у нас остаётся только его отпечаток.</Trans>
      </SecretDialog>
    )
  }
  return (
    <Modal opened onClose={onClose} title={t`Новый ключ`} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t`Для чего`}
            placeholder={t`Форма на сайте`}
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t`Что разрешено`}
            description={t`Чем меньше, тем спокойнее`}
            value={scopes}
            onChange={setScopes}
          >
            <Stack gap={8} mt="xs">
              {permissions.map((permission) => (
                <Checkbox key={permission} value={permission} label={permissionWords(permission)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <FormError error={create.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" loading={create.isPending} disabled={scopes.length === 0}>
              <Trans>Создать ключ</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
