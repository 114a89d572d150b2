import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { EmptyState, ErrorState, PageBody, PageHeader, PillTabs, SkeletonRows } from '@otklik/ui'
import { IconCalendarClock } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'
import { usePageTitle } from '../app/page-title.ts'
import { plannedCountsQuery, plannedQuery } from './planned-data.ts'
import { plannedTabs } from './planned-search.ts'
import type { PlannedTab } from './planned-search.ts'
import { PlannedItem } from './PlannedItem.tsx'
import classes from './Planned.module.css'

const route = getRouteApi('/frame/planned')

/** Whom to contact and when; those whose time has passed stand first (R038). */
export function PlannedPage() {
  const { t } = useLingui()
  usePageTitle(t`Запланировано`)
  const tab = route.useSearch().tab ?? 'mine'
  const navigate = route.useNavigate()
  const { data: counts } = useQuery(plannedCountsQuery)
  const labels = { mine: t`Мои`, all: t`Все`, done: t`Сделаны`, cancelled: t`Отменены` }
  return (
    <>
      <PageHeader title={t`Запланировано`}>
        <PillTabs
          label={t`Какие контакты`}
          tabs={plannedTabs.map((value) => ({
            value,
            label: labels[value],
            count: value === 'mine' ? counts?.planned : undefined,
          }))}
          value={tab}
          onChange={(next) => void navigate({ search: { tab: next === 'mine' ? undefined : next } })}
        />
      </PageHeader>
      <PageBody wide>
        <Plans tab={tab} />
      </PageBody>
    </>
  )
}

function Plans({ tab }: { tab: PlannedTab }) {
  const { t } = useLingui()
  const list = useInfiniteQuery(plannedQuery(tab))
  if (list.isPending) return <SkeletonRows count={6} height={64} />
  if (list.isError) {
    const problem = describeProblem(list.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void list.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <EmptyState icon={<IconCalendarClock size={28} />} title={t`Здесь ничего не запланировано`}>
        <Trans>
          Запланируйте следующий контакт с карточки: кнопка с календарём или T. В назначенное время придёт
          уведомление, и оно будет повторяться каждый день, пока контакт не сделан.
        </Trans>
      </EmptyState>
    )
  return (
    <>
      <ul className={classes['list']}>
        {items.map((planned) => (
          <PlannedItem key={planned.id} planned={planned} withPerson />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </>
  )
}
