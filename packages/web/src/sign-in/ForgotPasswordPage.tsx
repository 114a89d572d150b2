import { Button, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { z } from 'zod'
import { setupQuery } from '../api/session.ts'
import { callAuth } from './auth-client.ts'
import { FormError } from './FormError.tsx'
import { OutsidePage } from './OutsidePage.tsx'

/** A letter with a link where mail is set up; otherwise who can help and how. */
export function ForgotPasswordPage() {
  const { t } = useLingui()
  const { data } = useQuery(setupQuery)
  return (
    <OutsidePage title={t`Забыли пароль?`}>
      {data?.mail ? <LetterForm /> : data && <AskAdministrator />}
      <Button component={Link} to="/sign-in" variant="subtle" color="gray" fullWidth mt="md">
        <Trans>Назад ко входу</Trans>
      </Button>
    </OutsidePage>
  )
}

function AskAdministrator() {
  return (
    <Stack gap="xs">
      <div>
        <Trans>
          Эта установка не умеет отправлять письма, поэтому новый пароль задают по одноразовой ссылке.
        </Trans>
      </div>
      <div>
        <Trans>
          Попросите владельца или администратора: Настройки, Сотрудники, ваша строка, «Ссылка для нового
          пароля».
        </Trans>
      </div>
    </Stack>
  )
}

function LetterForm() {
  const { t } = useLingui()
  const [email, setEmail] = useState('')
  const ask = useMutation({
    mutationFn: () => callAuth('/request-password-reset', z.unknown(), { email: email.trim() }),
    meta: { quiet: true },
  })
  if (ask.isSuccess) {
    return (
      <div role="status">
        <Trans>
          Если у {email} есть учётная запись, письмо со ссылкой уже в пути. Ссылка действует час. Проверьте и
          папку «Спам».
        </Trans>
      </div>
    )
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t`Почта, с которой вы входите`}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <FormError error={ask.error} />
        <Button type="submit" size="md" loading={ask.isPending}>
          <Trans>Прислать ссылку</Trans>
        </Button>
      </Stack>
    </form>
  )
}
