import { Button, Progress } from '@mantine/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { SkeletonRows } from '@otklik/ui'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { SettingsPage } from './SettingsPage.tsx'
import { useChecklist, type ChecklistStep } from './use-checklist.ts'
import classes from './Settings.module.css'

/** What is left until the whole company works here. */
export function Checklist() {
  const { t } = useLingui()
  const steps = useChecklist()
  if (!steps) {
    return (
      <SettingsPage isStart title={t`Что осталось настроить`}>
        <SkeletonRows count={5} height={56} />
      </SettingsPage>
    )
  }
  const done = steps.filter((step) => step.done).length
  const total = steps.length
  const lead =
    done === total
      ? t`Всё настроено. Разделы слева.`
      : t`Готово шагов: ${done} из ${total}. Порядок любой, к каждому можно вернуться.`
  return (
    <SettingsPage isStart title={t`Что осталось настроить`} lead={lead}>
      <Progress
        value={(done / total) * 100}
        size="sm"
        mb="md"
        aria-label={t`Готово шагов: ${done} из ${total}`}
      />
      <ul className={classes['rows']}>
        {steps.map((step) => (
          <StepRow key={step.id} step={step} />
        ))}
      </ul>
    </SettingsPage>
  )
}

function StepRow({ step }: { step: ChecklistStep }) {
  const { t } = useLingui()
  return (
    <li className={classes['row']}>
      {step.done ? (
        <IconCircleCheckFilled size={22} color="var(--ok-green-edge)" aria-label={t`готово`} />
      ) : (
        <IconCircle size={22} color="var(--ok-dimmed)" aria-label={t`ещё не сделано`} />
      )}
      <div className={classes['rowWords']}>
        <strong>{step.title}</strong>
        <small>{step.why}</small>
      </div>
      {!step.done && (
        <Button component="a" href={step.href} variant="default" size="xs">
          <Trans>Сделать</Trans>
        </Button>
      )}
    </li>
  )
}
