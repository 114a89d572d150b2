import { Anchor, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconFingerprint } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FormError } from './FormError.tsx'
import { passkeysPossible, signInByPasskey } from './passkeys.ts'
import { signInByPassword } from './sign-in.ts'

interface PasswordFormProps {
  onEntered: () => void
  /** The password was right and the second factor is asked for. */
  onCode: () => void
  /** The address is known already: an invitation was opened. */
  fixedEmail?: string
}

export function PasswordForm({ onEntered, onCode, fixedEmail }: PasswordFormProps) {
  const { t } = useLingui()
  const [email, setEmail] = useState(fixedEmail ?? '')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => signInByPassword(email.trim(), password),
    onSuccess: (step) => (step === 'code' ? onCode() : onEntered()),
    meta: { quiet: true },
  })
  const byPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess: onEntered, meta: { quiet: true } })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate()
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t`Почта`}
          type="email"
          name="email"
          autoComplete="username webauthn"
          required
          withAsterisk={false}
          readOnly={fixedEmail !== undefined}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t`Пароль`}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t`Показать пароль` }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormError error={enter.error ?? byPasskey.error} />
        <Button type="submit" size="md" loading={enter.isPending}>
          <Trans>Войти</Trans>
        </Button>
        <Anchor component={Link} to="/forgot-password" size="sm" ta="center">
          <Trans>Забыли пароль?</Trans>
        </Anchor>
        {passkeysPossible() && (
          <>
            <Divider label={t`или`} />
            <Button
              variant="default"
              size="md"
              leftSection={<IconFingerprint size={18} />}
              loading={byPasskey.isPending}
              onClick={() => byPasskey.mutate()}
            >
              <Trans>Войти ключом доступа</Trans>
            </Button>
          </>
        )}
      </Stack>
    </form>
  )
}
