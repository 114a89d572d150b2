import { Chip, Group } from '@mantine/core'
import { useLingui } from '@lingui/react'
import { goals } from './goals.ts'

interface GoalsPickerProps {
  label: string
  value: string[]
  onChange: (value: string[]) => void
}

export function GoalsPicker({ label, value, onChange }: GoalsPickerProps) {
  const { i18n } = useLingui()
  return (
    <Chip.Group multiple value={value} onChange={onChange}>
      <Group gap="xs" role="group" aria-label={label}>
        {goals.map(({ id, words }) => (
          <Chip key={id} value={id} size="sm" variant="outline">
            {i18n._(words)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}
