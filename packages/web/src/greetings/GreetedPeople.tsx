import type { GreetedPerson } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Drawer } from '@mantine/core'
import { Avatar, Chip, DateTime, ErrorState, SkeletonRows } from '@otklik/ui'
import type { Tone } from '@otklik/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { describeProblem } from '../api/problems.ts'
import { peopleQuery } from './greetings-data.ts'
import type { FigureOf, FunnelDays } from './greetings-data.ts'
import { useStepWords } from './step-words.ts'
import classes from './Greetings.module.css'

interface GreetedPeopleProps {
  days: FunnelDays
  figure: FigureOf | undefined
  onClose: () => void
}

/** The people of one figure. */
export function GreetedPeople({ days, figure, onClose }: GreetedPeopleProps) {
  const { t } = useLingui()
  const words = useStepWords()
  return (
    <Drawer
      opened={figure !== undefined}
      onClose={onClose}
      position="right"
      size={560}
      title={figure ? words[figure.step] : ''}
      closeButtonProps={{ 'aria-label': t`Закрыть` }}
    >
      {figure && <People days={days} figure={figure} />}
    </Drawer>
  )
}

function People({ days, figure }: { days: FunnelDays; figure: FigureOf }) {
  const query = useInfiniteQuery(peopleQuery(days, figure))
  if (query.error)
    return <ErrorState title={describeProblem(query.error).title} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows count={6} height={64} />
  return (
    <>
      <ul className={classes['list']}>
        {query.data.pages.flatMap(({ items }) =>
          items.map((person) => <Person key={person.id} person={person} />),
        )}
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

function Person({ person }: { person: GreetedPerson }) {
  const { t } = useLingui()
  const { source, error, approveError, conversationId } = person
  const name = person.name ?? t`Без имени`
  return (
    <li className={classes['row']}>
      <Avatar name={name} size={32} />
      <div className={classes['words']}>
        <strong>
          {conversationId === null ? (
            name
          ) : (
            <Link to="/conversations" search={{ dialog: conversationId }}>
              {name}
            </Link>
          )}
        </strong>
        <span className={classes['detail']}>
          {person.channelName} · <DateTime value={person.cameAt} />
          {source !== null && <> · {t`Откуда: ${source}`}</>}
        </span>
        {error !== null && <span className={classes['detail']}>{error}</span>}
        {approveError !== null && <span className={classes['detail']}>{t`Не принят: ${approveError}`}</span>}
      </div>
      <State person={person} />
    </li>
  )
}

function State({ person }: { person: GreetedPerson }) {
  const { t } = useLingui()
  const [tone, words] = ((): [Tone, string] => {
    if (person.answeredAt !== null) return ['green', t`Ответил`]
    if (person.noReply) return ['amber', t`Не ответил`]
    switch (person.state) {
      case 'sent':
        return ['blue', t`Отправлено`]
      case 'waiting':
      case 'queued':
        return ['grey', t`В очереди`]
      case 'unknown':
        return ['amber', t`Возможно, отправлено`]
      case 'failed':
      case 'blocked':
        return ['red', t`Не отправлено`]
      case 'off':
        return ['grey', t`Без приветствия`]
    }
  })()
  return <Chip tone={tone}>{words}</Chip>
}
