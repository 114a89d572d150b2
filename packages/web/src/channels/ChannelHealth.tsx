import { Trans, useLingui } from '@lingui/react/macro'
import type { Channel } from '@otklik/contract'
import { Duration, RelativeTime, StatusDot } from '@otklik/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { stateWords, useBothWords } from './channel-words.ts'
import classes from './Channels.module.css'

/** State in words, since when it is wrong and what to do. */
export function ChannelHealth({ channel }: { channel: Channel }) {
  const { t, i18n } = useLingui()
  const say = useBothWords()
  const { words, tone } = stateWords[channel.state]
  const { problem, lastEventAt, lastCheckedAt, lagSeconds, parkedCount, quietSince } = channel
  return (
    <>
      {problem && (
        <p
          className={classes['verdict']}
          data-tone={channel.state === 'stopped' ? 'red' : 'amber'}
          role="alert"
        >
          <IconAlertTriangle size={18} />
          <span>
            <strong>{say(problem.message)}</strong>{' '}
            <Trans>
              С <RelativeTime value={problem.since} />.
            </Trans>{' '}
            {channel.state === 'stopped'
              ? t`Исправьте настройки ниже и сохраните: приём пойдёт дальше с того же места.`
              : t`Пробуем снова сами; ничего не потеряно.`}
          </span>
        </p>
      )}
      <dl className={classes['facts']}>
        <Fact name={t`Состояние`}>
          <StatusDot tone={tone} pulse={channel.state === 'failing'}>
            {i18n._(words)}
          </StatusDot>
        </Fact>
        <Fact name={t`Последнее событие`}>
          {lastEventAt === null ? t`ещё не было` : <RelativeTime value={lastEventAt} />}
        </Fact>
        {quietSince !== null && (
          <Fact name={t`Необычно тихо`}>
            <Trans>
              с <RelativeTime value={quietSince} />
            </Trans>
          </Fact>
        )}
        {lastCheckedAt !== null && (
          <Fact name={t`Проверен`}>
            <RelativeTime value={lastCheckedAt} />
          </Fact>
        )}
        {lagSeconds !== null && (
          <Fact name={t`Задержка`}>
            <Duration milliseconds={lagSeconds * 1000} />
          </Fact>
        )}
        <Fact name={t`Не прочитано`}>{parkedCount}</Fact>
      </dl>
    </>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
