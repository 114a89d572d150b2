import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormError } from './FormError.tsx'
import { enterCode } from './sign-in.ts'

/** The second factor: six digits of the application, or a backup code. */
export function CodeForm({ onEntered, onBack }: { onEntered: () => void; onBack: () => void }) {
  const { t } = useLingui()
  const [kind, setKind] = useState<'totp' | 'backup'>('totp')
  const [code, setCode] = useState('')
  const [trusted, setTrusted] = useState(false)
  const enter = useMutation({
    mutationFn: (typed: string) => enterCode(kind, typed, trusted),
    onSuccess: onEntered,
    meta: { quiet: true },
  })
  const type = (typed: string) => {
    setCode(typed)
    // Six digits are the whole code: no need to press the button.
    if (kind === 'totp' && /^\d{6}$/.test(typed.replaceAll(' ', '')) && !enter.isPending) enter.mutate(typed)
  }
  const other = kind === 'totp' ? 'backup' : 'totp'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter.mutate(code)
      }}
    >
      <Stack gap="md">
        <TextInput
          key={kind}
          data-autofocus
          autoFocus
          size="md"
          label={kind === 'totp' ? t`Шесть цифр из приложения` : t`Запасной код`}
          inputMode={kind === 'totp' ? 'numeric' : 'text'}
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          value={code}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <Checkbox
          label={t`Не спрашивать код на этом устройстве 30 дней`}
          checked={trusted}
          onChange={(event) => setTrusted(event.currentTarget.checked)}
        />
        <FormError error={enter.error} />
        <Button type="submit" size="md" loading={enter.isPending}>
          <Trans>Подтвердить</Trans>
        </Button>
        <Button
          variant="subtle"
          onClick={() => {
            setKind(other)
            setCode('')
            enter.reset()
          }}
        >
          {kind === 'totp' ? t`Телефона нет под рукой: ввести запасной код` : t`Ввести код из приложения`}
        </Button>
        <Button variant="subtle" color="gray" onClick={onBack}>
          <Trans>Назад ко входу</Trans>
        </Button>
      </Stack>
    </form>
  )
}
