import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { callAuth } from '../sign-in/auth-client.ts'
import { PasswordStep } from './PasswordStep.tsx'

export function DisableSecondFactor({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const { t } = useLingui()
  const disable = useMutation({
    mutationFn: (password: string) => callAuth('/two-factor/disable', z.unknown(), { password }),
    onSuccess: onDone,
    meta: { quiet: true },
  })
  return (
    <PasswordStep
      action={t`Выключить второй шаг`}
      error={disable.error}
      pending={disable.isPending}
      onPassword={disable.mutate}
      onCancel={onCancel}
    />
  )
}
