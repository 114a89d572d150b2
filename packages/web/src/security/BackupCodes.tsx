import { Button, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { callAuth } from '../sign-in/auth-client.ts'
import { CodeList } from './CodeList.tsx'
import { PasswordStep } from './PasswordStep.tsx'

const Codes = z.object({ backupCodes: z.array(z.string()) })

/** New backup codes; the former ones stop working. */
export function BackupCodes({ onDone }: { onDone: () => void }) {
  const { t } = useLingui()
  const renew = useMutation({
    mutationFn: (password: string) => callAuth('/two-factor/generate-backup-codes', Codes, { password }),
    meta: { quiet: true },
  })
  if (!renew.data) {
    return (
      <PasswordStep
        action={t`Показать новые коды`}
        error={renew.error}
        pending={renew.isPending}
        onPassword={renew.mutate}
        onCancel={onDone}
      />
    )
  }
  return (
    <Stack gap="md" align="flex-start">
      <div>
        <Trans>Прежние коды больше не действуют. Сохраните новые.</Trans>
      </div>
      <CodeList codes={renew.data.backupCodes} />
      <Button onClick={onDone}>
        <Trans>Готово</Trans>
      </Button>
    </Stack>
  )
}
