import type { Answer } from '@otklik/contract'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Progress } from '@mantine/core'
import { useEffect, useState } from 'react'
import { cancelAnswer, UNDO_MS, undoLeft } from '../answer-verbs.ts'
import classes from './Composer.module.css'

/** «Отправим через 8 с · Отменить»; afterwards, that it is on its way. */
export function PendingStrip({ interestId, answer }: { interestId: string; answer: Answer }) {
  const { t } = useLingui()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const left = undoLeft(answer, now)
  const seconds = Math.ceil(left / 1000)
  return (
    <section className={classes['composer']} aria-label={t`Отправка ответа`}>
      <div className={classes['pending']}>
        <span role="status">
          {left > 0 ? <Trans>Отправим через {seconds} с</Trans> : <Trans>Отправляем…</Trans>}
        </span>
        {left > 0 && (
          <Button size="compact-md" variant="default" onClick={() => void cancelAnswer(interestId, answer)}>
            <Trans>Отменить</Trans>
          </Button>
        )}
      </div>
      <Progress
        value={left > 0 ? (left / UNDO_MS) * 100 : 100}
        animated={left === 0}
        size="xs"
        aria-label={t`Время на отмену`}
      />
    </section>
  )
}
