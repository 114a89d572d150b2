import { Anchor, Button, Group } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Channel, ChannelEvent } from '@otklik/contract'
import { DateTime, ErrorState, PillTabs, SkeletonRows, StatusDot } from '@otklik/ui'
import { IconDownload, IconRefresh } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { describeProblem } from '../api/problems.ts'
import { queryClient } from '../api/query-client.ts'
import { eventStateWords, ignoredReason, useBothWords } from './channel-words.ts'
import classes from './Channels.module.css'

type Shown = 'all' | 'parked'

/** What came, newest first; the parked ones with a way to read them again. */
export function EventList({ channel }: { channel: Channel }) {
  const { t } = useLingui()
  const { id, parkedCount } = channel
  const [shown, setShown] = useState<Shown>(parkedCount > 0 ? 'parked' : 'all')
  const events = useInfiniteQuery({
    queryKey: ['channels', 'events', id, shown],
    queryFn: ({ pageParam }) =>
      api.channels.events({
        id,
        limit: 20,
        ...(shown === 'parked' && { state: 'parked' as const }),
        ...(pageParam && { cursor: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['channels'] })
  const replayAll = useMutation({ mutationFn: () => api.channels.replayAll({ id }), onSuccess: refresh })
  const items = events.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <Group justify="space-between" mb="xs">
        <PillTabs<Shown>
          label={t`Какие события показать`}
          value={shown}
          onChange={setShown}
          tabs={[
            { value: 'all', label: t`Все` },
            { value: 'parked', label: t`Непрочитанные`, count: parkedCount },
          ]}
        />
        {parkedCount > 0 && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={16} />}
            loading={replayAll.isPending}
            onClick={() => replayAll.mutate()}
          >
            <Trans>Прочитать все снова</Trans>
          </Button>
        )}
      </Group>
      {events.isPending && <SkeletonRows count={3} />}
      {events.isError && (
        <ErrorState title={describeProblem(events.error).title} onRetry={() => void events.refetch()} />
      )}
      {events.data && items.length === 0 && (
        <p>{shown === 'parked' ? t`Всё, что пришло, прочитано.` : t`Пока ничего не приходило.`}</p>
      )}
      <ul className={classes['events']}>
        {items.map((event) => (
          <EventRow key={event.id} channelId={id} event={event} />
        ))}
      </ul>
      {events.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </>
  )
}

function EventRow({ channelId, event }: { channelId: string; event: ChannelEvent }) {
  const { t, i18n } = useLingui()
  const say = useBothWords()
  const { words, tone } = eventStateWords[event.state]
  const replay = useMutation({
    mutationFn: () => api.channels.replay({ id: channelId, eventId: event.id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  })
  const [interestId] = event.interestIds
  return (
    <li className={classes['event']}>
      <div className={classes['eventHead']}>
        <DateTime value={event.receivedAt} />
        <StatusDot tone={tone}>
          {i18n._(words)}
          {event.ignored !== null && `: ${ignoredReason(event.ignored)}`}
        </StatusDot>
        {interestId !== undefined && (
          <Link to="/feed" search={{ card: interestId }} className={classes['back'] ?? ''}>
            <Trans>Открыть карточку</Trans>
          </Link>
        )}
        <Group gap="xs">
          {event.state === 'parked' && (
            <Button
              variant="default"
              size="compact-sm"
              loading={replay.isPending}
              onClick={() => replay.mutate()}
            >
              <Trans>Прочитать снова</Trans>
            </Button>
          )}
          <Anchor
            href={event.rawUrl}
            download
            aria-label={t`Скачать как пришло`}
            title={t`Скачать как пришло`}
          >
            <IconDownload size={18} />
          </Anchor>
        </Group>
      </div>
      {event.error && <p className={classes['eventError']}>{say(event.error)}</p>}
      <details className={classes['raw']} open={event.state === 'parked'}>
        <summary>
          <Trans>Как пришло</Trans>
        </summary>
        <pre className={classes['preview']}>{event.preview}</pre>
      </details>
    </li>
  )
}
