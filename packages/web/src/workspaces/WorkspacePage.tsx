import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { showNotice } from '@otklik/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { meQuery, useMe } from '../api/session.ts'
import { switchWorkspace } from '../api/workspace-choice.ts'
import { SettingsPage, SettingsPart } from '../settings/SettingsPage.tsx'
import { FormError } from '../sign-in/FormError.tsx'
import { GoalsPicker } from '../welcome/GoalsPicker.tsx'
import { TimeZoneField } from './TimeZoneField.tsx'

/** Name, time zone and goals of the workspace; and one more workspace (R270). */
export function WorkspacePage() {
  const { t } = useLingui()
  const { workspace } = useMe()
  const [values, setValues] = useState({
    name: workspace?.name ?? '',
    timeZone: workspace?.timeZone ?? 'UTC',
    goals: workspace?.goals ?? [],
  })
  const [opening, setOpening] = useState(false)
  const save = useMutation({
    mutationFn: () => api.workspaces.update(values),
    onSuccess: async () => {
      showNotice({ tone: 'green', title: t`Сохранено` })
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
      // The time zone tells the country that networks are looked up for.
      await queryClient.invalidateQueries({ queryKey: ['channels', 'kinds'] })
    },
    meta: { quiet: true },
  })
  const refused = describeProblem(save.error).fields
  return (
    <SettingsPage title={t`Рабочее пространство`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t`Название`}
            required
            withAsterisk={false}
            maxLength={100}
            maw={420}
            value={values.name}
            onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
          />
          <div style={{ maxWidth: 420 }}>
            <TimeZoneField
              value={values.timeZone}
              error={refused['timeZone'] === undefined ? undefined : t`Это не подошло, исправьте`}
              onChange={(timeZone) => setValues({ ...values, timeZone })}
            />
          </div>
          <div>
            <strong>
              <Trans>Цели</Trans>
            </strong>
            <GoalsPicker
              label={t`Цели`}
              value={values.goals}
              onChange={(goals) => setValues({ ...values, goals })}
            />
          </div>
          <FormError error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending}>
              <Trans>Сохранить</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
      <SettingsPart
        title={t`Ещё одно пространство`}
        lead={t`Для другого бренда или клиента агентства: свои каналы, люди, карточки и журнал. Данные не смешиваются.`}
      >
        <Button variant="default" onClick={() => setOpening(true)}>
          <Trans>Открыть новое</Trans>
        </Button>
      </SettingsPart>
      {opening && <NewWorkspaceDialog onClose={() => setOpening(false)} />}
    </SettingsPage>
  )
}

function NewWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { workspace } = useMe()
  const [name, setName] = useState('')
  const create = useMutation({
    mutationFn: () =>
      api.workspaces.create({
        name,
        timeZone: workspace?.timeZone ?? 'UTC',
        locale: workspace?.locale ?? 'ru',
      }),
    onSuccess: ({ id }) => switchWorkspace(id),
    meta: { quiet: true },
  })
  return (
    <Modal opened onClose={onClose} title={t`Новое рабочее пространство`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t`Название`}
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <FormError error={create.error} />
          <Button type="submit" loading={create.isPending}>
            <Trans>Открыть и перейти</Trans>
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
