import { Button, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { callAuth } from './auth-client.ts'
import { FormError } from './FormError.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'
import { OutsidePage } from './OutsidePage.tsx'

/** Opened by a one-time link of a letter or of an administrator. */
export function NewPasswordPage() {
  const { t } = useLingui()
  const { token } = useSearch({ from: '/new-password' })
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () => callAuth('/reset-password', z.unknown(), { token, newPassword: password }),
    meta: { quiet: true },
  })
  if (save.isSuccess) {
    return (
      <OutsidePage
        title={t`Пароль изменён`}
        lead={t`На всех устройствах вход завершён. Войдите с новым паролем.`}
      >
        <Button component={Link} to="/sign-in" size="md" fullWidth>
          <Trans>Войти</Trans>
        </Button>
      </OutsidePage>
    )
  }
  return (
    <OutsidePage title={t`Новый пароль`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          <NewPasswordField label={t`Новый пароль`} value={password} onChange={setPassword} />
          <FormError error={save.error} />
          <Button type="submit" size="md" loading={save.isPending}>
            <Trans>Сохранить пароль</Trans>
          </Button>
        </Stack>
      </form>
    </OutsidePage>
  )
}
