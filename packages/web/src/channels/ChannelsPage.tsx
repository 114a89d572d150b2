import { Button } from '@mantine/core'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Channel, ChannelKind } from '@otklik/contract'
import { Chip, EmptyState, ErrorState, RelativeTime, SkeletonRows, StatusDot } from '@otklik/ui'
import { IconPlugConnected, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { SettingsPage } from '../settings/SettingsPage.tsx'
import { ChannelIcon } from './ChannelIcon.tsx'
import { channelsQuery, kindsQuery } from './channel-queries.ts'
import { stateWords, useBothWords } from './channel-words.ts'
import classes from './Channels.module.css'

/** Where cards come from, and whether each road works. */
export function ChannelsPage() {
  const { t } = useLingui()
  const mayConnect = usePermission('channels.manage')
  const channels = useQuery(channelsQuery)
  const kinds = useQuery(kindsQuery)
  const connect = mayConnect && (
    <Button component={Link} to="/settings/channels/new" leftSection={<IconPlus size={16} />}>
      <Trans>Подключить канал</Trans>
    </Button>
  )
  const items = channels.data?.items ?? []
  return (
    <SettingsPage
      title={t`Каналы`}
      lead={<Trans>Откуда приходят отклики и всё ли в порядке с каждой дорогой.</Trans>}
      actions={connect}
    >
      {channels.isPending && <SkeletonRows count={3} height={72} />}
      {channels.isError && (
        <ErrorState title={describeProblem(channels.error).title} onRetry={() => void channels.refetch()} />
      )}
      {channels.data && items.length === 0 && (
        <EmptyState icon={<IconPlugConnected size={28} />} title={t`Каналов пока нет`} action={connect}>
          {mayConnect ? (
            <Trans>
              Начните с почтового ящика, куда приходят уведомления сетей и письма клиентов: письма в нём не
              изменятся.
            </Trans>
          ) : (
            <Trans>Каналы подключает владелец или администратор.</Trans>
          )}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className={classes['channels']}>
          {items.map((channel) => (
            <li key={channel.id}>
              <ChannelRow
                channel={channel}
                kind={kinds.data?.items.find(({ kind }) => kind === channel.kind)}
              />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

function ChannelRow({ channel, kind }: { channel: Channel; kind: ChannelKind | undefined }) {
  const { i18n } = useLingui()
  const say = useBothWords()
  const { words, tone } = stateWords[channel.state]
  const { parkedCount, lastEventAt, problem } = channel
  return (
    <Link to="/settings/channels/$id" params={{ id: channel.id }} className={classes['channel'] ?? ''}>
      <ChannelIcon icon={kind?.icon ?? 'plug'} sourceType={kind?.sourceType ?? 'other'} />
      <div>
        <strong>{channel.name}</strong>
        <small>
          {kind && kind.name && say(kind.name) !== channel.name && <>{say(kind.name)} · </>}
          {lastEventAt === null ? (
            <Trans>ещё ничего не приходило</Trans>
          ) : (
            <Trans>
              последнее событие <RelativeTime value={lastEventAt} />
            </Trans>
          )}
        </small>
      </div>
      <div className={classes['channelState']}>
        <StatusDot tone={tone}>{i18n._(words)}</StatusDot>
      </div>
      {(problem || parkedCount > 0) && (
        <div className={classes['channelProblem']}>
          {problem && <small>{say(problem.message)}</small>}
          {parkedCount > 0 && (
            <Chip tone="amber">
              <Plural
                value={parkedCount}
                one="# событие не прочитано"
                few="# события не прочитаны"
                many="# событий не прочитано"
                other="# события не прочитано"
              />
            </Chip>
          )}
        </div>
      )}
    </Link>
  )
}
