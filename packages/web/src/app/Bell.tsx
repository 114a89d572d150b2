import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Anchor, Button, Popover } from '@mantine/core'
import { EmptyState, ErrorState, SkeletonRows } from '@otklik/ui'
import { IconBell, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { describeProblem } from '../api/problems.ts'
import { latestQuery, useReadAllNotices, useUnreadNotices } from '../notices/notice-queries.ts'
import { NoticeRow } from '../notices/NoticeRow.tsx'
import notices from '../notices/Notices.module.css'
import classes from './Bell.module.css'
import railClasses from './Rail.module.css'

/** The inbox of the person, a click away on every page. */
export function Bell() {
  const { t } = useLingui()
  const [opened, setOpened] = useState(false)
  const unread = useUnreadNotices() ?? 0
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={380}
      position="bottom-start"
      withinPortal
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={railClasses['iconButton']}
          aria-label={unread > 0 ? t`Уведомления, не прочитано: ${unread}` : t`Уведомления`}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={18} stroke={1.7} />
          {unread > 0 && <span className={classes['mark']}>{unread > 99 ? '99+' : unread}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={notices['panel'] ?? ''} aria-label={t`Уведомления`}>
        <Inbox unread={unread} onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Inbox({ unread, onClose }: { unread: number; onClose: () => void }) {
  const { t } = useLingui()
  const latest = useQuery(latestQuery)
  const readAll = useReadAllNotices()
  return (
    <>
      <div className={notices['head']}>
        <h2 className={notices['headTitle']}>
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
      <div className={notices['scroll']}>
        {latest.isPending && <SkeletonRows count={4} height={60} />}
        {latest.isError && (
          <ErrorState title={describeProblem(latest.error).title} onRetry={() => void latest.refetch()} />
        )}
        {latest.data?.items.length === 0 && (
          <EmptyState icon={<IconBell size={26} />} title={t`Пока тихо`}>
            <Trans>Здесь появятся новые отклики, назначенные вам карточки и сбои отправки.</Trans>
          </EmptyState>
        )}
        <ul className={notices['list']}>
          {latest.data?.items.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onOpened={onClose} />
          ))}
        </ul>
      </div>
      <div className={notices['foot']}>
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
