import { useLingui } from '@lingui/react/macro'
import classes from './Stars.module.css'

/** «★★★★☆» with words for a screen reader. */
export function Stars({ value }: { value: number }) {
  const { t } = useLingui()
  return (
    <span
      className={classes['stars']}
      role="img"
      aria-label={t`Оценка ${value} из 5`}
      title={t`Оценка ${value} из 5`}
    >
      <span className={classes['full']}>{'★'.repeat(value)}</span>
      <span className={classes['empty']}>{'★'.repeat(5 - value)}</span>
    </span>
  )
}
