import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { EmptyState, ErrorState, PageBody, SkeletonRows } from '@otklik/ui'
import { IconBell, IconSettings } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'
import { usePageTitle } from '../app/page-title.ts'
import { allNoticesQuery, useReadAllNotices, useUnreadNotices } from './notice-queries.ts'
import { NoticeRow } from './NoticeRow.tsx'
import classes from './Notices.module.css'

/** The whole inbox: what the bell shows, and everything older; the way to it on a phone. */
export function NoticesPage() {
  const { t } = useLingui()
  usePageTitle(t`Уведомления`)
  const unread = useUnreadNotices() ?? 0
  const list = useInfiniteQuery(allNoticesQuery)
  const readAll = useReadAllNotices()
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PageBody>
      <Group justify="space-between" mb="md" gap="sm">
        <h1 className={classes['pageTitle']}>
          <Trans>Уведомления</Trans>
        </h1>
        <Group gap="sm">
          {unread > 0 && (
            <Button variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
              <Trans>Прочитать все</Trans>
            </Button>
          )}
          <Button
            component={Link}
            to="/settings/notices"
            variant="default"
            leftSection={<IconSettings size={16} />}
          >
            <Trans>Настроить</Trans>
          </Button>
        </Group>
      </Group>
      {list.isPending && <SkeletonRows count={8} height={60} />}
      {list.isError && (
        <ErrorState title={describeProblem(list.error).title} onRetry={() => void list.refetch()} />
      )}
      {list.isSuccess && items.length === 0 && (
        <EmptyState icon={<IconBell size={28} />} title={t`Пока тихо`}>
          <Trans>Здесь появятся новые отклики, назначенные вам карточки и сбои отправки.</Trans>
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className={classes['card']}>
          <ul className={classes['list']}>
            {items.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} />
            ))}
          </ul>
        </div>
      )}
      {list.hasNextPage && (
        <div className={classes['more']}>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            <Trans>Показать ещё</Trans>
          </Button>
        </div>
      )}
    </PageBody>
  )
}
