import { Button, Code, Group, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { showNotice } from '@otklik/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { encode } from 'uqr'
import { z } from 'zod'
import { callAuth } from '../sign-in/auth-client.ts'
import { FormError } from '../sign-in/FormError.tsx'
import { CodeList } from './CodeList.tsx'
import { PasswordStep } from './PasswordStep.tsx'
import classes from '../settings/Settings.module.css'

const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
type Enabled = z.infer<typeof Enabled>

interface StepsProps {
  onDone: () => void
  onCancel: () => void
}

/** Password, then the picture for the application, then a code that proves it works. */
export function EnableSecondFactor({ onDone, onCancel }: StepsProps) {
  const { t } = useLingui()
  const enable = useMutation({
    mutationFn: (password: string) => callAuth('/two-factor/enable', Enabled, { password }),
    meta: { quiet: true },
  })
  if (enable.data) return <Confirm enabled={enable.data} onDone={onDone} onCancel={onCancel} />
  return (
    <PasswordStep
      action={t`Дальше`}
      error={enable.error}
      pending={enable.isPending}
      onPassword={enable.mutate}
      onCancel={onCancel}
    />
  )
}

function Confirm({ enabled, onDone, onCancel }: StepsProps & { enabled: Enabled }) {
  const { t } = useLingui()
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => callAuth('/two-factor/verify-totp', z.unknown(), { code: code.replaceAll(/\D/g, '') }),
    onSuccess: () => {
      showNotice({ tone: 'green', title: t`Второй шаг включён` })
      onDone()
    },
    meta: { quiet: true },
  })
  const secret = new URL(enabled.totpURI).searchParams.get('secret') ?? ''
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate()
      }}
    >
      <Stack gap="md">
        <div>
          <Trans>1. Наведите камеру приложения на рисунок или введите ключ вручную:</Trans>{' '}
          <Code className={classes['secret'] ?? ''}>{secret}</Code>
        </div>
        <QrCode text={enabled.totpURI} label={t`Рисунок для приложения с кодами`} />
        <div>
          <Trans>
            2. Сохраните запасные коды: каждый пустит вас один раз, если телефона не окажется под рукой.
          </Trans>
        </div>
        <CodeList codes={enabled.backupCodes} />
        <TextInput
          label={t`3. Код, который показывает приложение`}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          maw={260}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FormError error={confirm.error} />
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            <Trans>Включить</Trans>
          </Button>
          <Button variant="default" onClick={onCancel}>
            <Trans>Отмена</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Drawn here: the secret leaves the page for no one. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : []))).join('')
  return (
    <svg
      role="img"
      aria-label={label}
      width={200}
      height={200}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
