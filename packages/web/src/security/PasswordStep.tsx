import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { FormError } from '../sign-in/FormError.tsx'

interface PasswordStepProps {
  /** What the password is asked for. */
  action: string
  error: unknown
  pending: boolean
  onPassword: (password: string) => void
  onCancel: () => void
}

/** Asks for the password before a change of how one signs in. */
export function PasswordStep({ action, error, pending, onPassword, onCancel }: PasswordStepProps) {
  const { t } = useLingui()
  const [password, setPassword] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onPassword(password)
      }}
    >
      <Stack gap="md" maw={420}>
        <PasswordInput
          autoFocus
          label={t`Ваш пароль`}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t`Показать пароль` }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormError error={error} />
        <Group>
          <Button type="submit" loading={pending}>
            {action}
          </Button>
          <Button variant="default" onClick={onCancel}>
            <Trans>Отмена</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
