import { Trans } from '@lingui/react/macro'
import { Button, Group, Textarea } from '@mantine/core'
import { useState } from 'react'

interface TextSettingProps {
  label: string
  longest: number
  value: string | null
  disabled: boolean
  onSave: (value: string | null) => void
}

export function TextSetting({ label, longest, value, disabled, onSave }: TextSettingProps) {
  const [text, setText] = useState(value ?? '')
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setText(value ?? '')
  }
  const next = text.trim() === '' ? null : text.trim()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (next !== value) onSave(next)
      }}
    >
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxLength={longest}
        disabled={disabled}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {next !== value && (
        <Group gap="xs" mt="xs">
          <Button type="submit" size="compact-md">
            <Trans>Сохранить</Trans>
          </Button>
          <Button size="compact-md" variant="default" onClick={() => setText(value ?? '')}>
            <Trans>Отменить</Trans>
          </Button>
        </Group>
      )}
    </form>
  )
}
