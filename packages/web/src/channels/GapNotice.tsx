import { Button } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Channel, ChannelGap } from '@otklik/contract'
import { DateTime } from '@otklik/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { usePermission } from '../api/session.ts'
import { OperationCard } from '../operations/OperationCard.tsx'
import { operationsQuery } from '../operations/operation-queries.ts'
import classes from './Channels.module.css'

/** A time of which the network kept nothing: what was fetched by itself, and what a person has to look for. */
export function GapNotice({ channel, gap }: { channel: Channel; gap: ChannelGap }) {
  const { t } = useLingui()
  const mayManage = usePermission('channels.manage')
  const operations = useQuery(operationsQuery).data?.items ?? []
  const filling = operations.find(({ id }) => id === gap.operationId)
  const close = useMutation({
    mutationFn: () => api.channels.closeGap({ id: channel.id, gapId: gap.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  })
  return (
    <div className={classes['verdict']} data-tone="amber" role="alert">
      <IconAlertTriangle size={18} />
      <div className={classes['gap']}>
        <p>
          <strong>
            <Trans>
              С <DateTime value={gap.since} /> по <DateTime value={gap.until} /> события могли пропасть.
            </Trans>
          </strong>{' '}
          {gap.operationId === null
            ? t`Сеть их не хранит: посмотрите в ней самой, что пришло за это время.`
            : t`Мы запросили историю за это время. Чего сеть в ней не отдаёт (отметки, вступления), посмотрите в ней самой.`}
        </p>
        {filling && <OperationCard operation={filling} />}
        {mayManage && (
          <Button variant="default" size="xs" loading={close.isPending} onClick={() => close.mutate()}>
            {t`Проверено, убрать`}
          </Button>
        )}
      </div>
    </div>
  )
}
