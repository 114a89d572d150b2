import { Button, Skeleton } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconAlertTriangle, IconFilterOff, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './States.module.css'

interface EmptyStateProps {
  icon: ReactNode
  /** What this place is for. */
  title: string
  /** What to expect here and the next step. */
  children?: ReactNode
  action?: ReactNode
}

/** Nothing here yet: what this is and what to do next. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes['state']}>
      <div className={classes['icon']}>{icon}</div>
      <h2 className={classes['title']}>{title}</h2>
      {children !== undefined && <div className={classes['words']}>{children}</div>}
      {action}
    </div>
  )
}

interface NothingFoundProps {
  /** Which filters hide things, in words: «Ничьи, ВКонтакте, сегодня». */
  filters: string
  onReset: () => void
}

/** A filter hides everything: names it and drops it in one click. */
export function NothingFound({ filters, onReset }: NothingFoundProps) {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={<IconFilterOff size={28} />}
      title={t`Ничего не нашлось`}
      action={
        <Button variant="default" onClick={onReset}>
          <Trans>Сбросить фильтр</Trans>
        </Button>
      }
    >
      <Trans>Показ ограничен: {filters}.</Trans>
    </EmptyState>
  )
}

interface ErrorStateProps {
  /** What happened. */
  title: string
  /** What the person can do about it. */
  children?: ReactNode
  onRetry?: () => void
}

/** What happened, what to do, and a way to try again. */
export function ErrorState({ title, children, onRetry }: ErrorStateProps) {
  return (
    <div className={classes['state']} role="alert">
      <div className={classes['icon']} data-tone="red">
        <IconAlertTriangle size={28} />
      </div>
      <h2 className={classes['title']}>{title}</h2>
      {children !== undefined && <div className={classes['words']}>{children}</div>}
      {onRetry && (
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRetry}>
          <Trans>Повторить</Trans>
        </Button>
      )}
    </div>
  )
}

/** Rows of a list while it loads, in the height of real rows so that nothing jumps. */
export function SkeletonRows({ count = 8, height = 64 }: { count?: number; height?: number }) {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Загрузка`} aria-busy>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classes['skeletonRow']} style={{ height }}>
          <Skeleton circle height={32} width={32} />
          <div className={classes['skeletonWords']}>
            <Skeleton height={11} width={`${30 + ((index * 17) % 25)}%`} />
            <Skeleton height={11} width={`${60 + ((index * 23) % 35)}%`} />
          </div>
        </div>
      ))}
    </div>
  )
}
