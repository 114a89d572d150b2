import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Anchor, Button } from '@mantine/core'
import { EmptyState, ErrorState, SkeletonRows } from '@otklik/ui'
import { IconBell, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'
import { latestQuery, useReadAllNotices } from './notice-queries.ts'
import { NoticeRow } from './NoticeRow.tsx'
import classes from './Notices.module.css'

/** What the bell shows: the latest notices, and the ways to all of them and to their settings. */
export function NoticeInbox({ unread, onClose }: { unread: number; onClose: () => void }) {
  const { t } = useLingui()
  const latest = useQuery(latestQuery)
  const readAll = useReadAllNotices()
  return (
    <>
      <div className={classes['head']}>
        <h2 className={classes['headTitle']}>
          <Trans>Уведомления</Trans>
        </h2>
        {unread > 0 && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={readAll.isPending}
            onClick={() => readAll.mutate()}
          >
            <Trans>Прочитать все</Trans>
          </Button>
        )}
      </div>
      <div className={classes['scroll']}>
        {latest.isPending && <SkeletonRows count={4} height={60} />}
        {latest.isError && (
          <ErrorState title={describeProblem(latest.error).title} onRetry={() => void latest.refetch()} />
        )}
        {latest.data?.items.length === 0 && (
          <EmptyState icon={<IconBell size={26} />} title={t`Пока тихо`}>
            <Trans>Здесь появятся новые отклики, назначенные вам карточки и сбои отправки.</Trans>
          </EmptyState>
        )}
        <ul className={classes['list']}>
          {latest.data?.items.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onOpened={onClose} />
          ))}
        </ul>
      </div>
      <div className={classes['foot']}>
        <Anchor component={Link} to="/notices" size="sm" onClick={onClose}>
          <Trans>Все уведомления</Trans>
        </Anchor>
        <ActionIcon
          component={Link}
          to="/settings/notices"
          variant="subtle"
          color="gray"
          aria-label={t`Настройки уведомлений`}
          onClick={onClose}
        >
          <IconSettings size={17} />
        </ActionIcon>
      </div>
    </>
  )
}
