import { Button, Group, TextInput } from '@mantine/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Webhook } from '@otklik/contract'
import { showNotice } from '@otklik/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { useMe } from '../api/session.ts'
import { dayEnd, dayStart } from '../interests/day-bounds.ts'

/** Two days, the number of cards between them, and the button. */
export function PastForm({ webhook }: { webhook: Webhook }) {
  const { t } = useLingui()
  const { workspace } = useMe()
  const timeZone = workspace?.timeZone ?? 'UTC'
  const [days, setDays] = useState({ from: '', to: '' })
  const chosen = days.from !== '' && days.to !== '' && days.from <= days.to
  const period = chosen
    ? { id: webhook.id, from: dayStart(days.from, timeZone), to: dayEnd(days.to, timeZone) }
    : null
  const found = useQuery({
    queryKey: ['webhooks', 'past', period],
    queryFn: () => (period ? api.webhooks.countPast(period) : Promise.resolve({ count: 0 })),
    enabled: period !== null,
  })
  const count = found.data?.count
  const send = useMutation({
    mutationFn: async () => {
      if (period && count !== undefined) await api.webhooks.sendPast({ ...period, expected: count })
    },
    onSuccess: async () => {
      showNotice({
        tone: 'green',
        title: t`Отправка началась`,
        detail: t`Как она идёт, видно внизу экрана и в журнале.`,
      })
      await queryClient.invalidateQueries({ queryKey: ['operations'] })
    },
  })
  return (
    <Group align="flex-end" gap="md">
      <TextInput
        type="date"
        label={t`С`}
        value={days.from}
        onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t`По`}
        value={days.to}
        onChange={(event) => setDays({ ...days, to: event.currentTarget.value })}
      />
      <Button
        disabled={!period || !count || webhook.state !== 'active'}
        loading={send.isPending || found.isFetching}
        onClick={() => send.mutate()}
      >
        {period && count !== undefined ? (
          <Plural
            value={count}
            one="Отправить # карточку"
            few="Отправить # карточки"
            many="Отправить # карточек"
            other="Отправить # карточки"
          />
        ) : (
          <Trans>Отправить карточки</Trans>
        )}
      </Button>
      {webhook.state !== 'active' && <span>{t`Сначала включите вебхук.`}</span>}
    </Group>
  )
}
