import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { EmptyState, ErrorState, NothingFound, SkeletonRows } from '@otklik/ui'
import { IconArrowUp, IconMessages, IconMoodSmile } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { describeProblem } from '../api/problems.ts'
import { usePermission } from '../api/session.ts'
import { useConversationControl } from './conversation-control.ts'
import { conversationTabWords } from './conversation-words.ts'
import { ConversationRow } from './ConversationRow.tsx'
import { narrows } from './conversations-search.ts'
import type { ConversationList } from './use-conversation-list.ts'
import { useFilterNames } from './use-filter-names.ts'
import classes from './ConversationList.module.css'

const HEIGHT = 86
const AHEAD = 15

interface PaneProps {
  list: ConversationList
  setAtTop: (atTop: boolean) => void
}

/** The dialogs in one of their states: loading, failed, empty, nothing found, shown. */
export function ConversationListPane({ list, setAtTop }: PaneProps) {
  const { query, rows } = list
  if (query.isPending) return <SkeletonRows count={9} height={HEIGHT} />
  if (query.isError && rows.length === 0) {
    const problem = describeProblem(query.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void query.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  return rows.length === 0 ? <NoRows /> : <Rows list={list} setAtTop={setAtTop} />
}

function Rows({ list, setAtTop }: PaneProps) {
  const { t } = useLingui()
  const { search, cursorId, open } = useConversationControl()
  const { rows, query, waiting } = list
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  })
  const items = virtual.getVirtualItems()
  const near = (items.at(-1)?.index ?? 0) >= rows.length - AHEAD
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [near, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  const at = rows.findIndex((row) => row.id === cursorId)
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
    // Only a moved cursor scrolls; a row that goes to another place does not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [cursorId])
  const showWaiting = () => {
    list.showWaiting()
    scroller.current?.scrollTo({ top: 0 })
  }
  return (
    <div className={classes['box']}>
      {waiting > 0 && (
        <button type="button" className={classes['pill']} onClick={showWaiting}>
          <IconArrowUp size={15} />
          <Plural value={waiting} one="# новый" few="# новых" many="# новых" other="# новых" />
        </button>
      )}
      <div
        ref={scroller}
        className={classes['scroller']}
        onScroll={(event) => setAtTop(event.currentTarget.scrollTop < 8)}
      >
        <div
          role="list"
          aria-label={t`Диалоги`}
          className={classes['inner']}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map((item, place) => {
            const row = rows[item.index]
            if (!row) return null
            const first = cursorId === undefined && search.dialog === undefined && place === 0
            return (
              <div
                key={row.id}
                role="listitem"
                aria-setsize={hasNextPage ? -1 : rows.length}
                aria-posinset={item.index + 1}
                className={classes['place']}
                style={{ transform: `translateY(${item.start}px)`, height: HEIGHT }}
              >
                <ConversationRow
                  conversation={row}
                  current={row.id === search.dialog}
                  cursor={row.id === cursorId || first}
                  onOpen={() => open(row.id)}
                />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function NoRows() {
  const { t } = useLingui()
  const { search, setSearch } = useConversationControl()
  const names = useFilterNames(search)
  const mayConnect = usePermission('channels.manage')
  if (narrows(search)) {
    const tab = search.tab === undefined ? [] : [conversationTabWords(search.tab)]
    const drop = {
      q: undefined,
      channelId: undefined,
      responsibleId: undefined,
      contactId: undefined,
      marked: undefined,
    }
    return (
      <NothingFound
        filters={[...tab, ...names.map(({ words }) => words)].join(', ')}
        onReset={() => setSearch(drop)}
      />
    )
  }
  if (search.tab !== undefined) {
    return (
      <EmptyState
        icon={<IconMoodSmile size={28} />}
        title={search.tab === 'unanswered' ? t`Всем ответили` : t`Здесь пусто`}
        action={
          <Button variant="default" onClick={() => setSearch({ tab: undefined })}>
            <Trans>Показать все</Trans>
          </Button>
        }
      >
        <Trans>Новые диалоги появятся здесь сами, обновлять страницу не нужно.</Trans>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<IconMessages size={28} />}
      title={t`Диалогов пока нет`}
      action={
        mayConnect && (
          <Button component={Link} to="/settings/channels">
            <Trans>Подключить канал</Trans>
          </Button>
        )
      }
    >
      <Trans>
        Здесь будут личные сообщения из Телеграма, MAX, ВКонтакте, Одноклассников и чата сайта. Подключите
        канал, и первое же сообщение появится само.
      </Trans>
    </EmptyState>
  )
}
