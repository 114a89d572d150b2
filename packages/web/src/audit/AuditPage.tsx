import { Button } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState, ErrorState, NothingFound, SkeletonRows } from '@otklik/ui'
import { IconDownload, IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { useMe } from '../api/session.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditRow } from './AuditRow.tsx'
import type { AuditSearch } from './audit-search.ts'
import { exportUrl, toFilter } from './audit-filter.ts'
import classes from '../settings/Settings.module.css'

/** Who did what and when, with what it was before and after. */
export function AuditPage() {
  const { t } = useLingui()
  const search = useSearch({ from: '/frame/settings/audit' })
  const navigate = useNavigate()
  const { workspace } = useMe()
  const setSearch = (next: AuditSearch) =>
    void navigate({ to: '/settings/audit', search: next, replace: true })
  const log = useInfiniteQuery({
    queryKey: ['audit', search],
    queryFn: ({ pageParam }) =>
      api.audit.list({ ...toFilter(search), ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const entries = log.data?.pages.flatMap((page) => page.items) ?? []
  const filtered = Object.values(search).some((value) => value !== undefined)
  return (
    <SettingsPage
      wide
      title={t`Журнал действий`}
      lead={t`Каждое изменение и каждая выгрузка. Записи нельзя ни править, ни удалить.`}
      actions={
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={16} />}
          href={exportUrl(search, workspace?.id)}
          download
        >
          <Trans>Выгрузить CSV</Trans>
        </Button>
      }
    >
      <AuditFilters search={search} onChange={setSearch} />
      {log.isPending && <SkeletonRows count={8} height={52} />}
      {log.isError && (
        <ErrorState title={describeProblem(log.error).title} onRetry={() => void log.refetch()}>
          {describeProblem(log.error).detail}
        </ErrorState>
      )}
      {log.isSuccess && entries.length === 0 && filtered && (
        <NothingFound filters={t`фильтрами журнала`} onReset={() => setSearch({})} />
      )}
      {log.isSuccess && entries.length === 0 && !filtered && (
        <EmptyState icon={<IconHistory size={28} />} title={t`Записей пока нет`}>
          <Trans>Здесь появится всё, что меняют люди, ключи и сама программа.</Trans>
        </EmptyState>
      )}
      <ul className={classes['rows']}>
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </ul>
      {log.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="md"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </SettingsPage>
  )
}
