import { Button, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { meQuery } from '../api/session.ts'
import { rememberWorkspace } from '../api/workspace-choice.ts'
import { isLocale } from '../app/i18n.ts'
import { FormError } from '../sign-in/FormError.tsx'
import { NewPasswordField } from '../sign-in/NewPasswordField.tsx'
import { signInByPassword } from '../sign-in/sign-in.ts'
import { TimeZoneField } from '../workspaces/TimeZoneField.tsx'
import { browserZone } from '../workspaces/time-zones.ts'

/** The first account and the first workspace; signed in at once. */
export function OwnerStep({ needsCode, onDone }: { needsCode: boolean; onDone: () => void }) {
  const { t, i18n } = useLingui()
  const [values, setValues] = useState({
    name: '',
    email: '',
    password: '',
    workspaceName: '',
    timeZone: browserZone(),
    code: '',
  })
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }))
  const create = useMutation({
    mutationFn: async () => {
      const locale = isLocale(i18n.locale) ? i18n.locale : 'ru'
      const { workspaceId } = await api.workspaces.createOwner({
        ...values,
        email: values.email.trim(),
        locale,
      })
      rememberWorkspace(workspaceId)
      await signInByPassword(values.email.trim(), values.password)
      await queryClient.fetchQuery(meQuery)
    },
    onSuccess: onDone,
    meta: { quiet: true },
  })
  const refused = describeProblem(create.error).fields
  const errorOf = (name: keyof typeof values) =>
    refused[name] === undefined ? undefined : t`Это не подошло, исправьте`
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        create.mutate()
      }}
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t`Имя и фамилия`}
            autoComplete="name"
            required
            withAsterisk={false}
            maxLength={100}
            value={values.name}
            error={errorOf('name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t`Компания`}
            placeholder={t`Пекарня «Заря»`}
            autoComplete="organization"
            required
            withAsterisk={false}
            maxLength={100}
            value={values.workspaceName}
            error={errorOf('workspaceName')}
            onChange={(event) => set({ workspaceName: event.currentTarget.value })}
          />
          <TextInput
            label={t`Ваша почта`}
            description={t`С ней вы будете входить`}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={values.email}
            error={errorOf('email')}
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
          <TimeZoneField
            value={values.timeZone}
            error={errorOf('timeZone')}
            onChange={(timeZone) => set({ timeZone })}
          />
        </SimpleGrid>
        <NewPasswordField
          label={t`Придумайте пароль`}
          value={values.password}
          error={errorOf('password')}
          onChange={(password) => set({ password })}
        />
        {needsCode && (
          <TextInput
            label={t`Код первого запуска`}
            description={t`Напечатан в терминале, где запущен Отклик, под адресом программы`}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            maxLength={40}
            value={values.code}
            error={errorOf('code')}
            onChange={(event) => set({ code: event.currentTarget.value })}
          />
        )}
        <FormError error={create.error} />
        <Button type="submit" size="md" loading={create.isPending}>
          <Trans>Создать</Trans>
        </Button>
      </Stack>
    </form>
  )
}
