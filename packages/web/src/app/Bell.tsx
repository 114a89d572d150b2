import { Trans, useLingui } from '@lingui/react/macro'
import { Popover } from '@mantine/core'
import { ProgressCard } from '@otklik/ui'
import { IconBell } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Operation } from '@otklik/contract'
import { api } from '../api/client.ts'
import { queryClient } from '../api/query-client.ts'
import { usePermission } from '../api/session.ts'
import classes from './Bell.module.css'
import railClasses from './Rail.module.css'

/** Long work under way and lately done, wherever it was started; it goes on when the page is left. */
export function Bell() {
  const { t } = useLingui()
  const { data } = useQuery({
    queryKey: ['operations'],
    queryFn: () => api.operations.list(),
    // The live stream tells of starts and ends; the counts in between are asked for.
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? 2000 : false),
  })
  const items = data?.items ?? []
  const running = items.filter(isUnderWay).length
  return (
    <Popover width={340} position="bottom-start" withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={railClasses['iconButton']}
          aria-label={running > 0 ? t`События, идёт работ: ${running}` : t`События`}
        >
          <IconBell size={18} stroke={1.7} />
          {running > 0 && <span className={classes['mark']} />}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes['list'] ?? ''}>
        {items.length === 0 ? (
          <p className={classes['empty']}>
            <Trans>
              Здесь видно, как идут долгие работы: загрузка почты, выгрузка таблиц, изменение многих карточек.
            </Trans>
          </p>
        ) : (
          items.map((operation) => <OperationCard key={operation.id} operation={operation} />)
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function OperationCard({ operation }: { operation: Operation }) {
  const mayCancel = usePermission('interests.work')
  const cancel = useMutation({
    mutationFn: () => api.operations.cancel({ id: operation.id }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['operations'] }),
  })
  return (
    <ProgressCard
      title={operation.title}
      state={operation.state === 'waiting' ? 'running' : operation.state}
      done={operation.done}
      total={operation.total}
      {...(operation.error !== null && { detail: operation.error })}
      {...(mayCancel && { onCancel: () => cancel.mutate() })}
    />
  )
}

function isUnderWay(operation: Operation): boolean {
  return operation.state === 'waiting' || operation.state === 'running'
}
