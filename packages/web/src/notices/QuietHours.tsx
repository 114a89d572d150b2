import { useLingui } from '@lingui/react/macro'
import { Checkbox, Group, Stack, Switch, TextInput } from '@mantine/core'
import type { NoticeSettings, NoticeSettingsInput } from '@otklik/contract'
import { useState } from 'react'

interface QuietHoursProps {
  settings: NoticeSettings
  onChange: (change: NoticeSettingsInput) => void
}

/** When the daily letter comes, and when nothing does. */
export function QuietHours({ settings, onChange }: QuietHoursProps) {
  const { t } = useLingui()
  const { quiet, dailyAt, urgentPasses } = settings
  return (
    <Stack gap="md">
      <TimeInput
        label={t`Письмо «раз в день» приходит в`}
        value={dailyAt}
        onChange={(time) => onChange({ dailyAt: time })}
      />
      <Switch
        label={t`Тихие часы`}
        checked={quiet !== null}
        onChange={(event) =>
          onChange({
            quiet: event.currentTarget.checked ? { from: '21:00', to: '09:00', weekends: false } : null,
          })
        }
      />
      {quiet && (
        <>
          <Group gap="md">
            <TimeInput
              label={t`С`}
              value={quiet.from}
              onChange={(from) => onChange({ quiet: { ...quiet, from } })}
            />
            <TimeInput
              label={t`До`}
              value={quiet.to}
              onChange={(to) => onChange({ quiet: { ...quiet, to } })}
            />
          </Group>
          <Checkbox
            label={t`Суббота и воскресенье целиком`}
            checked={quiet.weekends}
            onChange={(event) => onChange({ quiet: { ...quiet, weekends: event.currentTarget.checked } })}
          />
          <Checkbox
            label={t`Срочное пропускать`}
            description={t`Переданные карточки, сбои ответа, упоминания, остановка канала или вебхука`}
            checked={urgentPasses}
            onChange={(event) => onChange({ urgentPasses: event.currentTarget.checked })}
          />
        </>
      )}
    </Stack>
  )
}

/** Kept when the person leaves the field: half a time is no time. */
function TimeInput({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (time: string) => void
}) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  return (
    <TextInput
      type="time"
      label={label}
      w={140}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed === '') setTyped(value)
        else if (typed !== value) onChange(typed)
      }}
    />
  )
}
