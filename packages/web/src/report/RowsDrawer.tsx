import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Drawer } from '@mantine/core'
import type { Interest } from '@otklik/contract'
import { Avatar, DateTime, ErrorState, NetworkIcon, SkeletonRows } from '@otklik/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'
import { actionWords, sourceWords } from '../interests/words.ts'
import { authorWords } from '../words/people.ts'
import { rowsQuery } from './queries.ts'
import { useReport } from './report-state.ts'
import type { OwnRows } from './report-state.ts'
import classes from './RowsDrawer.module.css'

/** Rows of a figure for which the feed has no filter: an hour of a weekday, a pair of touches. */
export function RowsDrawer({ rows, onClose }: { rows: OwnRows; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} position="right" size={560} title={rows.title}>
      <Rows rows={rows} />
    </Drawer>
  )
}

function Rows({ rows }: { rows: OwnRows }) {
  const { filter } = useReport()
  const query = useInfiniteQuery(rowsQuery(filter, rows))
  if (query.error)
    return <ErrorState title={describeProblem(query.error).title} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows count={6} height={72} />
  const count = query.data.pages[0]?.count ?? 0
  return (
    <>
      <p className={classes['count']}>
        <Plural value={count} one="# карточка" few="# карточки" many="# карточек" other="# карточки" />
      </p>
      <ul className={classes['list']}>
        {query.data.pages.flatMap((page) => page.items.map((item) => <Row key={item.id} item={item} />))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </>
  )
}

function Row({ item }: { item: Interest }) {
  const { t } = useLingui()
  const name = authorWords(item)
  return (
    <li>
      <Link to="/feed" search={{ card: item.id }} className={classes['row']}>
        <Avatar name={name} photoUrl={item.author?.photoUrl} size={32} />
        <span className={classes['middle']}>
          <span className={classes['head']}>
            <b>{name}</b>
            <NetworkIcon network={item.sourceType} size={16} title={sourceWords(item.sourceType)} />
            <span>{actionWords(item.action)}</span>
            <DateTime value={item.occurredAt} />
          </span>
          <span className={classes['words']}>{item.text}</span>
          <span className={classes['state']} data-done={item.processed !== null || undefined}>
            {item.processed ? t`обработано` : t`без ответа`}
          </span>
        </span>
      </Link>
    </li>
  )
}
