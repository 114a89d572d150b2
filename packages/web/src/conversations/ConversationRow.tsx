import type { Conversation } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import {
  Avatar,
  formatDateTime,
  formatDuration,
  formatTime,
  NetworkIcon,
  useLocale,
  useNow,
} from '@otklik/ui'
import { IconClock, IconFlag, IconMoon, IconUsers } from '@tabler/icons-react'
import { useMe } from '../api/session.ts'
import { dayOf } from '../interests/day-bounds.ts'
import { lastWords, nameOf } from './conversation-words.ts'
import classes from './ConversationList.module.css'

interface ConversationRowProps {
  conversation: Conversation
  current: boolean
  cursor: boolean
  onOpen: () => void
}

/** Who, the last words, whose it is, and how long the person has been waiting. */
export function ConversationRow({ conversation, current, cursor, onOpen }: ConversationRowProps) {
  const { t } = useLingui()
  const settings = useLocale()
  const now = useNow()
  const me = useMe().member?.id
  const { person, sourceType, last, unansweredSince, responsible, state, snoozedUntil } = conversation
  const name = nameOf(conversation, me)
  const moment = new Date(conversation.lastMessageAt)
  const today = dayOf(moment, settings.timeZone) === dayOf(now, settings.timeZone)
  const waited =
    unansweredSince === null
      ? ''
      : formatDuration(now.getTime() - new Date(unansweredSince).getTime(), settings.locale)
  return (
    <button
      type="button"
      className={classes['row']}
      aria-current={current || undefined}
      data-cursor={cursor || undefined}
      data-unanswered={unansweredSince !== null || undefined}
      tabIndex={cursor || current ? 0 : -1}
      onClick={onOpen}
    >
      <span className={classes['face']}>
        <Avatar name={name} photoUrl={person?.photoUrl} size={38} />
        {sourceType !== null && (
          <span className={classes['network']}>
            <NetworkIcon network={sourceType} size={15} />
          </span>
        )}
      </span>
      <span className={classes['body']}>
        <span className={classes['line']}>
          <strong className={classes['name']}>
            {conversation.kind !== 'private' && <IconUsers size={14} aria-label={t`Группа`} />}
            {name}
          </strong>
          <time className={classes['time']} dateTime={conversation.lastMessageAt}>
            {today ? formatTime(moment, settings) : formatDateTime(moment, now, settings).split(', ')[0]}
          </time>
        </span>
        <span className={classes['words']}>
          {last?.direction === 'out' && <span className={classes['dim']}>{t`Мы:`} </span>}
          {last?.direction === 'note' && <span className={classes['noteSign']}>{t`Заметка:`} </span>}
          {lastWords(conversation)}
        </span>
        <span className={classes['signs']}>
          {unansweredSince !== null && (
            <span className={classes['waits']}>
              <IconClock size={13} />
              <Trans>ждёт {waited}</Trans>
            </span>
          )}
          {last?.direction === 'out' && (last.state === 'failed' || last.state === 'unknown') && (
            <span className={classes['failed']}>
              {last.state === 'failed' ? <Trans>не отправлено</Trans> : <Trans>возможно отправлено</Trans>}
            </span>
          )}
          {state === 'new' && (
            <span className={classes['new']}>
              <Trans>новый</Trans>
            </span>
          )}
          {state === 'closed' && <Trans>закрыт</Trans>}
          {snoozedUntil !== null && (
            <span className={classes['pair']}>
              <IconMoon size={13} />
              <Trans>до {formatDateTime(new Date(snoozedUntil), now, settings)}</Trans>
            </span>
          )}
          {conversation.review !== null && <IconFlag size={13} aria-label={t`Есть оценка качества`} />}
          {responsible && (
            <span className={classes['who']}>{responsible.id === me ? t`вы` : responsible.name}</span>
          )}
        </span>
      </span>
    </button>
  )
}
