import { Button, Group, TextInput } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { showNotice } from '@otklik/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { meQuery, useMe } from '../api/session.ts'

export function NameForm() {
  const { t } = useLingui()
  const { user } = useMe()
  const [name, setName] = useState(user.name)
  const save = useMutation({
    mutationFn: () => api.workspaces.updateMe({ name }),
    onSuccess: (me) => {
      queryClient.setQueryData(meQuery.queryKey, me)
      showNotice({ tone: 'green', title: t`Имя сохранено` })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Group align="flex-end">
        <TextInput
          label={t`Имя и фамилия`}
          description={user.email}
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
          w={{ base: '100%', sm: 340 }}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={name.trim() === user.name}>
          <Trans>Сохранить</Trans>
        </Button>
      </Group>
    </form>
  )
}
