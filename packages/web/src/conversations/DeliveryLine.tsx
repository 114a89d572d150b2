import type { Message } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { formatDateTime, formatExact, useLocale, useNow } from '@otklik/ui'
import { IconAlertTriangle, IconCheck, IconChecks, IconClock, IconHelpCircle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { usePermission } from '../api/session.ts'
import { messageStateWords } from './conversation-words.ts'
import { cancelMessage, resolveMessage } from './message-verbs.ts'
import classes from './Thread.module.css'

const icons = {
  queued: IconClock,
  sending: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
  unknown: IconHelpCircle,
  cancelled: IconClock,
} as const

/** What became of our message, in the network's own words, and what a person decides when it went wrong. */
export function DeliveryLine({ message, undoSeconds }: { message: Message; undoSeconds: number }) {
  const mayWork = usePermission('conversations.work')
  const settings = useLocale()
  const said = messageStateWords(message)
  if (message.direction !== 'out' || !said || message.state === null) return null
  const Icon = icons[message.state]
  const at = message.readAt ?? message.deliveredAt ?? message.sentAt
  return (
    <div className={classes['delivery']} data-tone={said.tone}>
      <span
        className={classes['tick']}
        title={at === null ? said.words : `${said.words}, ${formatExact(new Date(at), settings)}`}
      >
        <Icon size={14} aria-hidden /> {said.words}
      </span>
      {message.state === 'queued' && mayWork && <Waiting message={message} undoSeconds={undoSeconds} />}
      {message.error !== null && message.state !== 'sent' && (
        <p className={classes['error']}>{message.error}</p>
      )}
      {mayWork && (message.state === 'failed' || message.state === 'unknown') && (
        <Decision message={message} />
      )}
    </div>
  )
}

/** A slip is taken back while it waits; a message for later says when it goes. */
function Waiting({ message, undoSeconds }: { message: Message; undoSeconds: number }) {
  const settings = useLocale()
  const now = useNow()
  const left = useSecondsLeft(message.sendAfter)
  const later = message.sendAfter !== null && left > undoSeconds + 5
  const when = message.sendAfter === null ? '' : formatDateTime(new Date(message.sendAfter), now, settings)
  return (
    <>
      {later ? (
        <Trans>уйдёт {when}</Trans>
      ) : (
        left > 0 && (
          <span className="ok-figures">
            <Trans>{left} с</Trans>
          </span>
        )
      )}
      <button type="button" className={classes['link']} onClick={() => void cancelMessage(message)}>
        <Trans>Отменить</Trans>
      </button>
    </>
  )
}

function Decision({ message }: { message: Message }) {
  const { t } = useLingui()
  return (
    <div className={classes['decision']} role="group" aria-label={t`Что делать с сообщением`}>
      {message.state === 'unknown' && (
        <p className={classes['error']}>
          <Trans>Связь оборвалась на отправке. Проверьте в сети, дошло ли сообщение.</Trans>
        </p>
      )}
      <Button size="compact-xs" variant="default" onClick={() => void resolveMessage(message, 'resend')}>
        <Trans>Отправить ещё раз</Trans>
      </Button>
      {message.state === 'unknown' && (
        <Button size="compact-xs" variant="default" onClick={() => void resolveMessage(message, 'arrived')}>
          <Trans>Дошло</Trans>
        </Button>
      )}
    </div>
  )
}

function useSecondsLeft(until: string | null): number {
  const count = () =>
    until === null ? 0 : Math.max(0, Math.ceil((new Date(until).getTime() - Date.now()) / 1000))
  const [left, setLeft] = useState(count)
  useEffect(() => {
    const timer = setInterval(() => setLeft(count()), 1000)
    return () => clearInterval(timer)
  })
  return left
}
