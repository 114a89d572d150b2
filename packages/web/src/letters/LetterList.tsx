import type { Letter } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Chip, EmptyState, ErrorState, NothingFound, RelativeTime, SkeletonRows, useLocale } from '@otklik/ui'
import { IconMailCog } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { describeProblem } from '../api/problems.ts'
import { lettersQuery, outcomeWords } from './letters-data.ts'
import type { LetterTab } from './letters-search.ts'
import classes from './Letters.module.css'

interface LetterListProps {
  tab: LetterTab
  q: string
  openId: string | undefined
  onOpen: (id: string) => void
  onReset: () => void
}

export function LetterList({ tab, q, openId, onOpen, onReset }: LetterListProps) {
  const { t, i18n } = useLingui()
  const list = useInfiniteQuery(lettersQuery({ tab, q }))
  if (list.isPending) return <SkeletonRows count={8} height={84} />
  if (list.isError) {
    const problem = describeProblem(list.error)
    return (
      <ErrorState title={problem.title} onRetry={() => void list.refetch()}>
        {problem.detail}
      </ErrorState>
    )
  }
  const letters = list.data.pages.flatMap((page) => page.items)
  if (letters.length === 0 && q !== '') return <NothingFound filters={`«${q}»`} onReset={onReset} />
  if (letters.length === 0) {
    return (
      <EmptyState icon={<IconMailCog size={28} />} title={t`Таких писем пока нет`}>
        {i18n._(outcomeWords[tab].about)}
      </EmptyState>
    )
  }
  return (
    <>
      <p className={classes['about']}>{i18n._(outcomeWords[tab].about)}</p>
      <ul className={classes['rows']}>
        {letters.map((letter) => (
          <li key={letter.id}>
            <LetterRow
              letter={letter}
              isOpen={letter.id === openId}
              showsClass={tab === 'all'}
              onOpen={() => onOpen(letter.id)}
            />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          m="md"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </>
  )
}

interface LetterRowProps {
  letter: Letter
  isOpen: boolean
  showsClass: boolean
  onOpen: () => void
}

function LetterRow({ letter, isOpen, showsClass, onOpen }: LetterRowProps) {
  const { t, i18n } = useLingui()
  const { locale } = useLocale()
  return (
    <button type="button" className={classes['row']} aria-current={isOpen || undefined} onClick={onOpen}>
      <span className={classes['rowHead']}>
        <span className={classes['from']}>{letter.fromName ?? letter.fromAddress ?? t`Без отправителя`}</span>
        <RelativeTime value={letter.arrivedAt} />
      </span>
      <span className={classes['subject']}>{letter.subject || t`Без темы`}</span>
      <span className={classes['why']}>
        {showsClass && <Chip>{i18n._(outcomeWords[letter.outcome].one)}</Chip>}
        {letter.interestId !== null && (
          <Chip tone="green">
            <Trans>есть карточка</Trans>
          </Chip>
        )}
        <span>{locale === 'en' ? letter.reason.en : letter.reason.ru}</span>
      </span>
    </button>
  )
}
