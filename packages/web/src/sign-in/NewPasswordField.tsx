import { PasswordInput } from '@mantine/core'
import { useLingui } from '@lingui/react/macro'

interface NewPasswordFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | undefined
}

export const shortestPassword = 10

/** A password being chosen: length is what counts, so that is all we ask for. */
export function NewPasswordField({ label, value, onChange, error }: NewPasswordFieldProps) {
  const { t } = useLingui()
  const missing = shortestPassword - value.length
  return (
    <PasswordInput
      label={label}
      description={
        value !== '' && missing > 0
          ? t`Ещё знаков, не меньше: ${missing}`
          : t`Не меньше 10 знаков. Хорош короткий рассказ из трёх-четырёх слов.`
      }
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={shortestPassword}
      maxLength={200}
      value={value}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': t`Показать пароль` }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
