import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { EmptyState, KeyCombination } from '@otklik/ui'
import { IconMoodSmile } from '@tabler/icons-react'
import { useFeedControl } from '../feed-control.ts'
import type { CardPlace } from '../feed-control.ts'
import { nextOpen } from '../use-feed-control.ts'
import { CardView } from './CardView.tsx'
import classes from './FocusMode.module.css'

interface FocusModeProps {
  id: string
  place: { at: CardPlace } | undefined
}

/** One card at a time; each decision hands over the next one that waits. */
export function FocusMode({ id, place }: FocusModeProps) {
  const { t } = useLingui()
  const { rows, hasMore, move, setSearch } = useFeedControl()
  const waiting = rows.filter((row) => row.processed === null).length
  const current = rows.find((row) => row.id === id)
  const finished = Boolean(current?.processed) && nextOpen(rows, id) === undefined
  const leave = () => setSearch({ focus: undefined })
  return (
    <div className={classes['focus']}>
      <div className={classes['head']}>
        <strong>
          <Trans>По одной карточке</Trans>
        </strong>
        <span className={classes['left']} role="status">
          {hasMore ? (
            <Trans>осталось больше {waiting}</Trans>
          ) : (
            <Plural value={waiting} one="осталась #" few="осталось #" many="осталось #" other="осталось #" />
          )}
        </span>
        <span className={classes['space']} />
        <Button size="compact-md" variant="default" onClick={() => move(1)}>
          <Trans>Пропустить</Trans>&nbsp;
          <KeyCombination keys="KeyJ" />
        </Button>
        <Button size="compact-md" variant="default" onClick={leave}>
          <Trans>К списку</Trans>&nbsp;
          <KeyCombination keys="KeyG" />
        </Button>
      </div>
      <div className={classes['sheet']}>
        {finished ? (
          <EmptyState
            icon={<IconMoodSmile size={28} />}
            title={t`Всё разобрано`}
            action={
              <Button variant="default" onClick={leave}>
                <Trans>К списку</Trans>
              </Button>
            }
          />
        ) : (
          <CardView id={id} place={place} />
        )}
      </div>
    </div>
  )
}
