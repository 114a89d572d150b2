import { useLingui } from '@lingui/react/macro'
import type { Notice } from '@otklik/contract'
import { RelativeTime } from '@otklik/ui'
import {
  IconAlertTriangle,
  IconArrowForwardUp,
  IconAt,
  IconCalendarClock,
  IconInbox,
  IconMailX,
  IconMessage,
  IconUserCheck,
  IconUserPlus,
  IconWebhook,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { noticePath, noticeText, noticeTitle } from './notice-words.ts'
import { useReadNotice } from './notice-queries.ts'
import classes from './Notices.module.css'

const icons: Record<Notice['kind'], { icon: Icon; tone: 'blue' | 'red' | 'grey' }> = {
  new_card: { icon: IconInbox, tone: 'blue' },
  assigned: { icon: IconUserCheck, tone: 'blue' },
  handed_over: { icon: IconArrowForwardUp, tone: 'blue' },
  answer_failed: { icon: IconMailX, tone: 'red' },
  mention: { icon: IconAt, tone: 'blue' },
  new_message: { icon: IconMessage, tone: 'blue' },
  planned_contact: { icon: IconCalendarClock, tone: 'blue' },
  channel_warning: { icon: IconAlertTriangle, tone: 'grey' },
  channel_trouble: { icon: IconAlertTriangle, tone: 'red' },
  webhook_stopped: { icon: IconWebhook, tone: 'red' },
  invitation_accepted: { icon: IconUserPlus, tone: 'grey' },
}

/** One notice: a click reads it and goes to what it speaks of. */
export function NoticeRow({ notice, onOpened }: { notice: Notice; onOpened?: (() => void) | undefined }) {
  const { t } = useLingui()
  const router = useRouter()
  const read = useReadNotice()
  const { icon: KindIcon, tone } = icons[notice.kind]
  const unread = notice.readAt === null
  const text = noticeText(notice)
  const open = () => {
    if (unread) read.mutate(notice.id)
    onOpened?.()
    router.history.push(noticePath(notice))
  }
  return (
    <li className={classes['item']}>
      <button type="button" className={classes['row']} data-unread={unread || undefined} onClick={open}>
        <span className={classes['icon']} data-tone={tone}>
          <KindIcon size={18} stroke={1.7} />
        </span>
        <span className={classes['words']}>
          <span className={classes['title']}>
            {noticeTitle(notice)}
            {unread && <span className={classes['dot']} role="img" aria-label={t`не прочитано`} />}
          </span>
          {text !== '' && <span className={classes['text']}>{text}</span>}
          <RelativeTime value={notice.at} className={classes['time'] ?? ''} />
        </span>
      </button>
    </li>
  )
}
