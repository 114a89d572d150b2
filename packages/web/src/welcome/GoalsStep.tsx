import { Button, Group, Stack, Text } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { FormError } from '../sign-in/FormError.tsx'
import { GoalsPicker } from './GoalsPicker.tsx'

/** Picks the goals (R247). May be skipped. */
export function GoalsStep({ onDone }: { onDone: () => void }) {
  const { t } = useLingui()
  const [goals, setGoals] = useState<string[]>([])
  const save = useMutation({
    mutationFn: () => api.workspaces.update({ goals }),
    onSuccess: onDone,
    meta: { quiet: true },
  })
  return (
    <Stack gap="md">
      <Text c="dimmed">
        <Trans>Отметьте сколько угодно. Цели можно поменять в настройках рабочего пространства.</Trans>
      </Text>
      <GoalsPicker label={t`Цели`} value={goals} onChange={setGoals} />
      <FormError error={save.error} />
      <Group justify="space-between" mt="sm">
        <Button variant="subtle" color="gray" onClick={onDone}>
          <Trans>Пропустить</Trans>
        </Button>
        <Button loading={save.isPending} disabled={goals.length === 0} onClick={() => save.mutate()}>
          <Trans>Дальше</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
