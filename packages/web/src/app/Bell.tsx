import { useLingui } from '@lingui/react/macro'
import { Popover } from '@mantine/core'
import { SkeletonRows } from '@otklik/ui'
import { IconBell } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useUnreadNotices } from '../notices/notice-queries.ts'
import classes from './Bell.module.css'
import railClasses from './Rail.module.css'

const loadInbox = () =>
  import('../notices/NoticeInbox.tsx').then((loaded) => ({ default: loaded.NoticeInbox }))
const NoticeInbox = lazy(loadInbox)

/** While the hand is on its way to the press; what fails here is told by the press itself. */
const fetchAhead = () => void loadInbox().catch(() => undefined)

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
          onPointerEnter={fetchAhead}
          onFocus={fetchAhead}
        >
          <IconBell size={18} stroke={1.7} />
          {unread > 0 && <span className={classes['mark']}>{unread > 99 ? '99+' : unread}</span>}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes['panel'] ?? ''} aria-label={t`Уведомления`}>
        <Suspense fallback={<SkeletonRows count={4} height={60} />}>
          <NoticeInbox unread={unread} onClose={() => setOpened(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
