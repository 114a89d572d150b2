import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { EmptyState, ErrorState, NothingFound, SkeletonRows } from '@otklik/ui'
import { IconArrowUp, IconInbox, IconMoodSmile } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useRef } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { useFeedCounters } from '../app/counters.ts'
import { useFeedControl } from './feed-control.ts'
import { activeFilters, withoutFilters } from './feed-search.ts'
import { FeedTable } from './FeedTable.tsx'
import type { ListHandle } from './list-handle.ts'
import { useFilterWords } from './use-filter-words.ts'
import type { FeedState } from './use-feed-control.ts'
import { tabWords } from './words.ts'
import classes from './Feed.module.css'

const FeedCards = lazy(() => import('./FeedCards.tsx').then((loaded) => ({ default: loaded.FeedCards })))

/** The rows in one of their states: loading, failed, empty, nothing found, shown. */
export function FeedList({ state, isPhone }: { state: FeedState; isPhone: boolean }) {
  const { feed } = state
  const { query, rows } = feed
  const handle = useRef<ListHandle>(null)
  if (query.isPending) return <SkeletonRows count={12} height={isPhone ? 122 : 76} />
  if (query.isError && rows.length === 0) {
    const problem = describeProblem(query.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void query.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  if (rows.length === 0) return <NoRows />
  const showWaiting = () => {
    feed.showWaiting()
    handle.current?.scrollToTop()
  }
  return (
    <div className={classes['listBox']}>
      {feed.waiting > 0 && (
        <button type="button" className={classes['pill']} onClick={showWaiting}>
          <IconArrowUp size={15} />
          <Plural value={feed.waiting} one="# новый" few="# новых" many="# новых" other="# новых" />
          {feed.waitingMore && '+'}
        </button>
      )}
      <Suspense fallback={<SkeletonRows count={6} height={124} />}>
        {isPhone ? <FeedCards state={state} handle={handle} /> : <FeedTable state={state} handle={handle} />}
      </Suspense>
    </div>
  )
}

function NoRows() {
  const { t } = useLingui()
  const { search, setSearch } = useFeedControl()
  const words = useFilterWords(search)
  const counters = useFeedCounters()
  const mayConnect = usePermission('channels.manage')
  if (activeFilters(search).length > 0) {
    const cleared = Object.fromEntries(activeFilters(search).map((name) => [name, undefined]))
    const tab = search.tab === undefined ? [] : [tabWords(search.tab)]
    const filters = [...tab, ...words.map((one) => one.words)].join(', ')
    return <NothingFound filters={filters} onReset={() => setSearch(cleared)} />
  }
  if (search.tab !== undefined && counters?.all !== 0) {
    return (
      <EmptyState
        icon={<IconMoodSmile size={28} />}
        title={search.tab === 'unanswered' ? t`Всем ответили` : t`Здесь пусто`}
        action={
          <Button variant="default" onClick={() => setSearch({ ...withoutFilters(search), tab: undefined })}>
            <Trans>Показать все</Trans>
          </Button>
        }
      >
        <Trans>Новые отклики появятся здесь сами, обновлять страницу не нужно.</Trans>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconInbox size={28} />}
      title={t`Откликов пока нет`}
      action={
        mayConnect && (
          <Button component={Link} to="/settings/channels">
            <Trans>Подключить почту</Trans>
          </Button>
        )
      }
    >
      <Trans>
        Подключите почтовый ящик, куда приходят письма клиентов, уведомления соцсетей и заявки с сайта. Каждый
        отклик станет карточкой в этой ленте.
      </Trans>
    </EmptyState>
  )
}
