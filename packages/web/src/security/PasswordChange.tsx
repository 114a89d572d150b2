import { Button, PasswordInput, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { showNotice } from '@otklik/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { queryClient } from '../api/query-client.ts'
import { callAuth } from '../sign-in/auth-client.ts'
import { FormError } from '../sign-in/FormError.tsx'
import { NewPasswordField } from '../sign-in/NewPasswordField.tsx'

/** A new password ends the sessions on all other devices. */
export function PasswordChange() {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const close = () => {
    setOpened(false)
    setCurrent('')
    setNext('')
  }
  const change = useMutation({
    mutationFn: () =>
      callAuth('/change-password', z.unknown(), {
        currentPassword: current,
        newPassword: next,
        revokeOtherSessions: true,
      }),
    onSuccess: async () => {
      close()
      showNotice({ tone: 'green', title: t`Пароль изменён`, detail: t`На других устройствах вход завершён.` })
      await queryClient.invalidateQueries({ queryKey: ['sessions'] })
    },
    meta: { quiet: true },
  })
  if (!opened) {
    return (
      <Button variant="default" onClick={() => setOpened(true)}>
        <Trans>Изменить пароль</Trans>
      </Button>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate()
      }}
    >
      <Stack gap="md" maw={420}>
        <PasswordInput
          autoFocus
          label={t`Нынешний пароль`}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          visibilityToggleButtonProps={{ 'aria-label': t`Показать пароль` }}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPasswordField label={t`Новый пароль`} value={next} onChange={setNext} />
        <FormError error={change.error} />
        <Button.Group>
          <Button type="submit" loading={change.isPending}>
            <Trans>Изменить пароль</Trans>
          </Button>
          <Button variant="default" onClick={close}>
            <Trans>Отмена</Trans>
          </Button>
        </Button.Group>
      </Stack>
    </form>
  )
}
