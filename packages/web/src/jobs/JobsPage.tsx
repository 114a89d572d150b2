import { Button, Code, Group } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { FailedJob } from '@otklik/contract'
import { Chip, EmptyState, ErrorState, RelativeTime, showNotice, SkeletonRows } from '@otklik/ui'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import classes from '../settings/Settings.module.css'

/** Background work that failed after all its tries. */
export function JobsPage() {
  const { t } = useLingui()
  const failed = useQuery({
    queryKey: ['jobs', 'failed'],
    queryFn: () => api.jobs.listFailed(),
    refetchInterval: 15_000,
  })
  return (
    <SettingsPage
      wide
      title={t`Сбои задач`}
      lead={t`Работа в фоне, которая не удалась после всех попыток. Её можно запустить снова, когда причина устранена.`}
    >
      {failed.isPending && <SkeletonRows count={3} height={72} />}
      {failed.isError && (
        <ErrorState title={describeProblem(failed.error).title} onRetry={() => void failed.refetch()} />
      )}
      {failed.data?.items.length === 0 && (
        <EmptyState icon={<IconCircleCheck size={28} />} title={t`Сбоев нет`}>
          <Trans>Всё, что запускалось в фоне, выполнено или ещё идёт.</Trans>
        </EmptyState>
      )}
      <ul className={classes['rows']}>
        {failed.data?.items.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </SettingsPage>
  )
}

function JobRow({ job }: { job: FailedJob }) {
  const { t } = useLingui()
  const { id, name, attempts, failedAt } = job
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['jobs'] })
  const retry = useMutation({
    mutationFn: () => api.jobs.retry({ id }),
    onSuccess: async () => {
      showNotice({ tone: 'green', title: t`Запущено снова` })
      await refresh()
    },
  })
  const discard = useMutation({ mutationFn: () => api.jobs.discard({ id }), onSuccess: refresh })
  return (
    <li className={classes['row']} style={{ alignItems: 'flex-start', flexWrap: 'wrap' }}>
      <div className={classes['rowWords']} style={{ minWidth: 240 }}>
        <strong>{name}</strong> {job.ofInstallation && <Chip tone="grey">{t`вся установка`}</Chip>}
        <small>
          <Trans>
            <RelativeTime value={failedAt} />, попыток: {attempts}
          </Trans>
        </small>
        <p>{job.error}</p>
        <details>
          <summary>{t`Данные задачи`}</summary>
          <Code block>{JSON.stringify(job.payload, null, 2)}</Code>
        </details>
      </div>
      <Group gap="xs">
        <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
          <Trans>Запустить снова</Trans>
        </Button>
        <Button size="xs" variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
          <Trans>Отказаться</Trans>
        </Button>
      </Group>
    </li>
  )
}
