import { Button, Group, Select, Stack } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Channel } from '@otklik/contract'
import { IconHistory } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { OperationCard } from '../operations/OperationCard.tsx'
import { operationsQuery } from '../operations/operation-queries.ts'

/** Fetches what came before the channel was connected; the bar survives leaving the page. */
export function HistoryImport({ channel }: { channel: Channel }) {
  const { t } = useLingui()
  const [days, setDays] = useState('30')
  const operations = useQuery(operationsQuery).data?.items ?? []
  const mine = operations.filter(({ kind, title }) => kind === 'channel.history' && title === channel.name)
  const running = mine.find(({ finishedAt }) => finishedAt === null)
  const last = running ?? mine[0]
  const start = useMutation({
    mutationFn: () =>
      api.channels.importHistory({ id: channel.id, days: days === 'all' ? null : Number(days) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['operations'] }),
  })
  return (
    <Stack gap="sm">
      {!running && (
        <Group align="flex-end" gap="sm">
          <Select
            label={t`За какое время`}
            value={days}
            onChange={(value) => setDays(value ?? '30')}
            allowDeselect={false}
            data={[
              { value: '7', label: t`7 дней` },
              { value: '30', label: t`30 дней` },
              { value: '90', label: t`3 месяца` },
              { value: '365', label: t`Год` },
              { value: 'all', label: t`Всё, что есть` },
            ]}
          />
          <Button
            variant="default"
            leftSection={<IconHistory size={16} />}
            loading={start.isPending}
            onClick={() => start.mutate()}
          >
            <Trans>Загрузить</Trans>
          </Button>
        </Group>
      )}
      {last && <OperationCard operation={last} />}
    </Stack>
  )
}
