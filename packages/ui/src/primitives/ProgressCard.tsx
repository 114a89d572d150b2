import { Button, Progress } from '@mantine/core'
import { Plural, Trans } from '@lingui/react/macro'
import { formatNumber } from '../format/money.ts'
import { useLocale } from '../format/locale-context.ts'
import { StatusDot } from './StatusDot.tsx'
import classes from './ProgressCard.module.css'

export type ProgressState = 'running' | 'done' | 'failed' | 'cancelled'

interface ProgressCardProps {
  title: string
  state: ProgressState
  done: number
  /** Null while the amount is not known yet. */
  total: number | null
  failed?: number
  /** What went wrong and what to do, or what is being done right now. */
  detail?: string
  onCancel?: () => void
}

const toneOf = { running: 'blue', done: 'green', failed: 'red', cancelled: 'grey' } as const

/** Long work: how much is done out of how much, and a way to stop it. */
export function ProgressCard({ title, state, done, total, failed = 0, detail, onCancel }: ProgressCardProps) {
  const { locale } = useLocale()
  const share = total === null || total === 0 ? 0 : Math.min(100, (done / total) * 100)
  const doneText = formatNumber(done, locale)
  const totalText = total === null ? '' : formatNumber(total, locale)
  return (
    <section className={classes['card']} aria-label={title}>
      <div className={classes['head']}>
        <strong>{title}</strong>
        <StatusDot tone={toneOf[state]} pulse={state === 'running'}>
          <StateWords state={state} />
        </StatusDot>
      </div>
      <Progress
        value={state === 'done' ? 100 : total === null ? 100 : share}
        animated={state === 'running' && total === null}
        color={state === 'failed' ? 'red.8' : 'brand.7'}
        aria-label={title}
      />
      <div className={classes['foot']}>
        <span className="ok-figures">
          {total === null ? (
            <Trans>Готово: {doneText}</Trans>
          ) : (
            <Trans>
              {doneText} из {totalText}
            </Trans>
          )}
          {failed > 0 && (
            <span className={classes['failed']}>
              {' · '}
              <Plural value={failed} one="# ошибка" few="# ошибки" many="# ошибок" other="# ошибки" />
            </span>
          )}
        </span>
        {state === 'running' && onCancel && (
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            <Trans>Остановить</Trans>
          </Button>
        )}
      </div>
      {detail !== undefined && <div className={classes['detail']}>{detail}</div>}
    </section>
  )
}

function StateWords({ state }: { state: ProgressState }) {
  if (state === 'running') return <Trans>идёт</Trans>
  if (state === 'done') return <Trans>готово</Trans>
  return state === 'failed' ? <Trans>не удалось</Trans> : <Trans>остановлено</Trans>
}
